import type { TaskState } from '../model/task-state';
import type { AskingRun } from './packed-request';

/** The part of a state that is sent. */
export type SentState = Omit<TaskState, 'handling' | 'next' | 'progress'>;

/** A state as it is stored in the history: it omits values that most states share. */
export type PackedState<State extends SentState = SentState> = Pick<State, 'path' | 'type' | 'status' | 'version'> &
  Partial<State>;

const common = { visit: 1, attempt: 1, output: null, error: null, handled: false, startedAt: null, endedAt: null };

/** `unpackState` restores the same state. */
export function packState<State extends SentState>(state: State): PackedState<State> {
  const usual: Readonly<Record<string, unknown>> = { ...common, id: idIn(state.path) };
  const unusual = Object.entries(state).filter(([name, value]) => !Object.hasOwn(usual, name) || usual[name] !== value);
  return Object.fromEntries(unusual) as PackedState<State>;
}

/** Accepts states that were not packed too. */
export function unpackState<State extends SentState>(packed: PackedState<State>): State {
  return { ...common, id: idIn(packed.path), ...packed } as State;
}

/** The id at the end of a path, which is the default. */
function idIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

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
