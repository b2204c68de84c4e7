import { randomUUID } from 'node:crypto';
import type { BoundedWriter } from '@octavo/state';
import type { OctavoSinks } from '@octavo/workflows';
import type { Client } from '@temporalio/client';
import type { InjectedSinks } from '@temporalio/worker';
import type { Gathering } from './gathering';

/** A workflow task has ten seconds. */
const START_WITHIN_MS = 5_000;

type Keep = InjectedSinks<OctavoSinks>['octavo']['keepLastStates']['fn'];

export interface OctavoSinksParts {
  readonly writer: BoundedWriter;
  readonly client: Client;
  readonly gathering: Gathering;
}

/** What workflow code asks of its worker; see `OctavoSinks`. */
export function createOctavoSinks({ writer, client, gathering }: OctavoSinksParts): InjectedSinks<OctavoSinks> {
  return {
    octavo: {
      keepLastStates: { fn: keeper(writer, client), callDuringReplay: false },
      gather: { fn: ({ runId }, actions) => gathering.wait(runId, actions), callDuringReplay: false },
    },
  };
}

/** Writes; what the store does not take a workflow `octavoFlush` writes as soon as the store is back. */
function keeper(writer: BoundedWriter, client: Client): Keep {
  return async ({ taskQueue }, batch) => {
    if ((await writer.start(batch).settle()) === 'written') return;
    const workflowId = `octavo-flush/${batch.firstRunId}/${randomUUID()}`;
    const start = () => client.workflow.start('octavoFlush', { taskQueue, workflowId, args: [batch] });
    await client.withDeadline(Date.now() + START_WITHIN_MS, start);
  };
}
