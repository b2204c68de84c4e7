import { randomUUID } from 'node:crypto';
import type { BoundedWriter } from '@octavo/state';
import type { OctavoSinks } from '@octavo/workflows';
import type { Client } from '@temporalio/client';
import type { InjectedSinks } from '@temporalio/worker';

/** Longer than the server takes, shorter than a workflow task may. */
const START_WITHIN_MS = 5_000;

export interface LastStatesParts {
  readonly writer: BoundedWriter;
  readonly client: Client;
}

/**
 * Takes the last states of runs to the store, before the server hears of their end. What the store does not take, a
 * workflow `octavoFlush` writes as soon as the store is back.
 */
export function lastStatesSinks({ writer, client }: LastStatesParts): InjectedSinks<OctavoSinks> {
  const keep: InjectedSinks<OctavoSinks>['octavo']['keep']['fn'] = async ({ taskQueue }, batch) => {
    if ((await writer.start(batch).settle()) === 'written') return;
    const workflowId = `octavo-flush/${batch.firstRunId}/${randomUUID()}`;
    await client.withDeadline(Date.now() + START_WITHIN_MS, () =>
      client.workflow.start('octavoFlush', { taskQueue, workflowId, args: [batch] }),
    );
  };
  return { octavo: { keep: { fn: keep, callDuringReplay: false } } };
}
