import type { AskingRun } from './packed-request';
import { type PackedState, packState, type SentState, unpackState } from './packed-state';

/** States that travel together, with the run that they are of. */
export interface SentBatch {
  readonly workflowId: string;
  /** Run id of the first execution. */
  readonly firstRunId: string;
  readonly states: readonly SentState[];
}

type StateOf<Batch extends SentBatch> = Batch['states'][number];

/** A batch as it stays in the history: names no run where it is of the one that asks. */
export type PackedBatch<Batch extends SentBatch> = Omit<Batch, keyof SentBatch> &
  Partial<Pick<Batch, 'workflowId' | 'firstRunId'>> & { readonly states: readonly PackedState<StateOf<Batch>>[] };

/** `unpackBatch` gives the same batch again. */
export function packBatch<Batch extends SentBatch>(batch: Batch, run: AskingRun): PackedBatch<Batch> {
  const { workflowId, firstRunId, states, ...rest } = batch;
  return {
    ...(workflowId === run.workflowId ? {} : { workflowId }),
    ...(firstRunId === run.runId ? {} : { firstRunId }),
    ...{ states: states.map(packState<StateOf<Batch>>), ...rest },
  };
}

/** Takes batches that leave nothing out too. */
export function unpackBatch<Batch extends SentBatch>(packed: PackedBatch<Batch>, run: AskingRun): Batch {
  const { workflowId, runId: firstRunId } = run;
  return { workflowId, firstRunId, ...packed, states: packed.states.map(unpackState<StateOf<Batch>>) } as never;
}
