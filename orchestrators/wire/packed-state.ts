import type { TaskState } from '../model/task-state';

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
