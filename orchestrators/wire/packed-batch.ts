import type { TaskState } from '../model/task-state';
import type { AskingRun } from './packed-request';

/** The part of a state that is sent. */
export type SentState = Omit<TaskState, 'handling' | 'next' | 'progress'>;

/**
 * A state as it is stored in the history: path, type, status, version, start and end (milliseconds since the epoch, null if
 * unset), and the values that differ from those of most states.
 */
export type PackedState<State extends SentState = SentState> = readonly [
  ...[path: string, type: string, status: SentState['status'], version: number],
  ...[startedAtMs?: number | null, endedAtMs?: number | null, unusual?: Partial<State>],
];

/** States were objects once, and still are in requests of earlier versions. */
type NamedState<State extends SentState> = Pick<State, 'path' | 'type' | 'status' | 'version'> & Partial<State>;

const common = { visit: 1, attempt: 1, output: null, error: null, handled: false, startedAt: null, endedAt: null };

/** `unpackState` restores the same state. */
export function packState<State extends SentState>(state: State): PackedState<State> {
  const { path, type, status, version, startedAt, endedAt, ...others } = state;
  const usual: Readonly<Record<string, unknown>> = { ...common, id: idIn(path) };
  const unusual = Object.entries(others).filter(([name, value]) => usual[name] !== value);
  const times = [toMs(startedAt), toMs(endedAt)] as const;
  if (unusual.length > 0) return [path, type, status, version, ...times, Object.fromEntries(unusual) as Partial<State>];
  return endedAt === null ? [path, type, status, version, times[0]] : [path, type, status, version, ...times];
}

/** Accepts states that were not packed too. */
export function unpackState<State extends SentState>(packed: PackedState<State> | NamedState<State>): State {
  const named = Array.isArray(packed) ? nameValues(packed as PackedState<State>) : (packed as NamedState<State>);
  return { ...common, id: idIn(named.path), ...named } as State;
}

function nameValues<State extends SentState>(packed: PackedState<State>): { readonly path: string } {
  const [path, type, status, version, startedAtMs, endedAtMs, unusual] = packed;
  return { path, type, status, version, startedAt: toTime(startedAtMs), endedAt: toTime(endedAtMs), ...unusual };
}

function toMs(time: string | null): number | null {
  return time === null ? null : Date.parse(time);
}

function toTime(ms: number | null | undefined): string | null {
  return typeof ms === 'number' ? new Date(ms).toISOString() : null;
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

/** A batch as a request contains it: it omits the run that sends the request. */
export type PackedBatch<Batch extends SentBatch> = Omit<Batch, keyof SentBatch> &
  Partial<Pick<Batch, 'workflowId' | 'firstRunId'>> & {
    readonly states: readonly (PackedState<StateOf<Batch>> | NamedState<StateOf<Batch>>)[];
  };

/** `unpackBatch` restores the same batch. */
export function packBatch<Batch extends SentBatch>(batch: Batch, run: AskingRun): PackedBatch<Batch> {
  const { workflowId, firstRunId, states, ...rest } = batch;
  return {
    ...(workflowId === run.workflowId ? {} : { workflowId }),
    ...(firstRunId === run.firstRunId ? {} : { firstRunId }),
    ...{ states: states.map(packState<StateOf<Batch>>), ...rest },
  };
}

/** Accepts batches that omit nothing too. */
export function unpackBatch<Batch extends SentBatch>(packed: PackedBatch<Batch>, run: AskingRun): Batch {
  return { ...run, ...packed, states: packed.states.map(unpackState<StateOf<Batch>>) } as never;
}
