import { setTimeout as sleep } from 'node:timers/promises';
import { hasWorker, type TaskQueueOfServer } from '@octavo/client';

const POLL_MS = 20;
const MAX_ATTEMPTS = 250;

/** Waits until the server lists a worker that was started a moment ago: for five seconds at most. */
export async function untilPolled(queue: TaskQueueOfServer): Promise<void> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS && !(await hasWorker(queue)); attempt += 1) await sleep(POLL_MS);
}
