import type { AskingRun } from './packed-request';
import { type PackedState, packState, type SentState, unpackState } from './packed-state';

/** States that are sent together, with their run. */
export interface SentBatch {
  readonly workflowId: string;
  /** Run id of the first execution. */
  readonly firstRunId: string;
  readonly states: readonly SentState[];
}

type StateOf<Batch extends SentBatch> = Batch['states'][number];

/** A batch as it is stored in the history: it omits the run if that is the workflow that sends it. */
export type PackedBatch<Batch extends SentBatch> = Omit<Batch, keyof SentBatch> &
  Partial<Pick<Batch, 'workflowId' | 'firstRunId'>> & { readonly states: readonly PackedState<StateOf<Batch>>[] };

/** `unpackBatch` restores the same batch. */
export function packBatch<Batch extends SentBatch>(batch: Batch, run: AskingRun): PackedBatch<Batch> {
  const { workflowId, firstRunId, states, ...rest } = batch;
  return {
    ...(workflowId === run.workflowId ? {} : { workflowId }),
    ...(firstRunId === run.runId ? {} : { firstRunId }),
    ...{ states: states.map(packState<StateOf<Batch>>), ...rest },
  };
}

/** Accepts batches that omit nothing too. */
export function unpackBatch<Batch extends SentBatch>(packed: PackedBatch<Batch>, run: AskingRun): Batch {
  const { workflowId, runId: firstRunId } = run;
  return { workflowId, firstRunId, ...packed, states: packed.states.map(unpackState<StateOf<Batch>>) } as never;
}
