import type { WaitTask } from '@octavo/orchestrators/language';
import { sleep } from '@temporalio/workflow';
import type { PreparedWait } from '../../contracts/create-state';
import type { WaitResult } from '../../contracts/response';
import { WaitTaskManager } from '../../services/wait-task-manager';
import type { Worker } from '../task-visit';

/** Longer times are split into several sleeps, because Temporal's durations have a lower limit than JavaScript's numbers. */
const LONGEST_SLEEP_MS = 365 * 86_400_000;

/** Waits for a time or for signals. */
export const runWait: Worker<WaitTask, PreparedWait, WaitResult | null> = async (work) => {
  const { prepared } = work;
  if (prepared.for === 'signals') {
    const result = await new WaitTaskManager({ ...work, prepared }).collect();
    return { kind: 'done', result };
  }
  for (let restMs = prepared.dueAtMs - Date.now(); restMs > 0; restMs = prepared.dueAtMs - Date.now()) {
    await sleep(Math.min(restMs, LONGEST_SLEEP_MS));
  }
  return { kind: 'done', result: null };
};
