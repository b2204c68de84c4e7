import { randomUUID } from 'node:crypto';
import type { BoundedWriter } from '@octavo/state';
import type { OctavoSinks } from '@octavo/workflows';
import type { Client } from '@temporalio/client';
import type { InjectedSinks } from '@temporalio/worker';

/** A workflow task has ten seconds. */
const START_WITHIN_MS = 5_000;

type Keep = InjectedSinks<OctavoSinks>['octavo']['keepLastStates']['fn'];

export interface LastStatesParts {
  readonly writer: BoundedWriter;
  readonly client: Client;
}

/**
 * Takes the last states of runs to the store, before the server hears that they have ended. What the store does not take
 * a workflow `octavoFlush` writes as soon as the store is back.
 */
export function lastStatesSinks({ writer, client }: LastStatesParts): InjectedSinks<OctavoSinks> {
  const keep: Keep = async ({ taskQueue }, batch) => {
    if ((await writer.start(batch).settle()) === 'written') return;
    const workflowId = `octavo-flush/${batch.firstRunId}/${randomUUID()}`;
    const start = () => client.workflow.start('octavoFlush', { taskQueue, workflowId, args: [batch] });
    await client.withDeadline(Date.now() + START_WITHIN_MS, start);
  };
  return { octavo: { keepLastStates: { fn: keep, callDuringReplay: false } } };
}
