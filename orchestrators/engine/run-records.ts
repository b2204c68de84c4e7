import type { ChildTask } from '../contracts/child-task-manager';
import type { ChildRecords } from '../contracts/orchestrator-context';
import {
  canTransition,
  type FailureOutcome,
  isTerminal,
  type SuccessOutcome,
  type TaskOutcome,
} from '../model/outcome';
import { TaskFailure } from '../model/task-error';
import type { TaskState } from '../model/task-state';

/** Receives the changes of a run's states, in order. */
export interface RecordListener {
  onTransition(state: TaskState): void;
  /** A transition that another engine has made and written. */
  onAdopted?(state: TaskState): void;
}

/**
 * The recorded states of a run, which are its whole progress. Another execution that gets these states resumes from them.
 * Versions count the transitions of the whole run, so they give the order of all transitions.
 */
export class RunRecords implements ChildRecords {
  readonly #states = new Map<string, TaskState>();
  readonly #now: () => string;
  readonly #listener: RecordListener;
  #version = 0;

  /** `now` returns the time as RFC 3339 in UTC. */
  constructor(recorded: readonly TaskState[], now: () => string, listener: RecordListener) {
    this.#now = now;
    this.#listener = listener;
    for (const state of recorded) this.#keep(state);
  }

  stateOf(path: string): TaskState | undefined {
    return this.#states.get(path);
  }

  all(): IterableIterator<TaskState> {
    return this.#states.values();
  }

  /** Records a transition of `child`; an invalid one is a defect of the engine. */
  transition(child: ChildTask, change: StateChange): TaskState {
    return this.#change(this.#states.get(child.path) ?? initialState(child), change);
  }

  /** The version for the next transition of another engine. */
  reserveVersion(): number {
    this.#version += 1;
    return this.#version;
  }

  /** Adds a transition that another engine has made; a terminal state does not change. */
  adopt(state: TaskState): void {
    const before = this.#states.get(state.path);
    if (before !== undefined && isTerminal(before.status)) return;
    this.#keep(state);
    this.#listener.onAdopted?.(state);
  }

  close(child: ChildTask, outcome: TaskOutcome): void {
    child.scope.finish(this.transition(child, { ...changeOf(outcome), endedAt: this.#now() }));
  }

  #change(before: TaskState, change: StateChange): TaskState {
    const after: TaskState = { ...before, ...change, version: this.#version + 1 };
    if (before.version > 0 && !canTransition(before.status, after.status)) {
      throw new TaskFailure('INTERNAL', `${before.path} cannot go from ${before.status} to ${after.status}`);
    }
    const kept = isTerminal(after.status) ? withoutProgress(after) : after;
    this.#keep(kept);
    this.#listener.onTransition(kept);
    return kept;
  }

  #keep(state: TaskState): void {
    this.#states.set(state.path, state);
    this.#version = Math.max(this.#version, state.version);
  }
}

// An ended visit is never resumed, so it needs no progress.
function withoutProgress({ progress: _progress, handling: _handling, ...ended }: TaskState): TaskState {
  return ended;
}

function initialState({ task, path, visit }: ChildTask): TaskState {
  return {
    path,
    id: task.id,
    type: task.type,
    status: 'PENDING',
    version: 0,
    visit,
    attempt: 1,
    output: null,
    error: null,
    handled: false,
    startedAt: null,
    endedAt: null,
  };
}

/** The fields that a transition may change. */
export type StateChange = Partial<Omit<TaskState, 'path' | 'id' | 'type' | 'version' | 'visit'>>;

/** The change that ends a state with `outcome`. */
export function changeOf(outcome: TaskOutcome): StateChange {
  if (outcome.status === 'SKIPPED') return { status: 'SKIPPED' };
  const { status, output, next } = outcome;
  const failed = outcome.status === 'SUCCESS' ? {} : { error: outcome.error, handled: outcome.handled };
  return { status, output, ...failed, ...(next === undefined ? {} : { next }) };
}

/** The outcome of a terminal state; undefined for a state that has not ended. */
export function outcomeOf(state: TaskState | undefined): TaskOutcome | undefined {
  if (state === undefined || !isTerminal(state.status)) return undefined;
  const { status, output, error, handled } = state;
  const next = state.next === undefined ? {} : { next: state.next };
  if (status === 'SKIPPED') return { status };
  if (status === 'SUCCESS') return { status, output, ...next } satisfies SuccessOutcome;
  if (error === null) return undefined;
  return { status, error, handled, output, ...next } satisfies FailureOutcome;
}
