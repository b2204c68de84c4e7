import type {
  FailureOutcome,
  Json,
  RetryPolicy,
  SignalTarget,
  TaskError,
  TaskNode,
  TaskPriority,
  TaskState,
} from '@octavo/orchestrators';
import type { RunActionRequest } from '@octavo/activities';
import type { ChildTally, Decision, StrategyRule } from './children';
import type { TaskContext } from './task-context';

/** Names one visit of a task. */
export interface TaskPlace {
  readonly path: string;
  readonly visit: number;
  /** Visits in this round of its list, this one included. */
  readonly visitOfRound: number;
  /** The version of the requested transition; the workflow counts versions. */
  readonly version: number;
}

/** Requests the state of a task that starts. */
export interface CreateStateRequest<Task extends TaskNode = TaskNode> {
  /** With defaults, without the tasks inside. */
  readonly config: Task;
  readonly place: TaskPlace;
  readonly context: TaskContext;
  /** The inherited priority. */
  readonly priority: TaskPriority;
  readonly idempotencyKey: string;
  /** True after its `if` was evaluated and its `delay` is over. */
  readonly isDelayed: boolean;
}

export type CreateStateReply<Prepared> = StateEnded | StateCreated<Prepared>;

/** The task does no work: its `if` is false, or a field failed. */
export type StateEnded =
  | { readonly kind: 'skipped'; readonly state: TaskState }
  | { readonly kind: 'refused'; readonly failure: FailureOutcome; readonly state: TaskState | null };

export interface StateCreated<Prepared> {
  readonly kind: 'created';
  readonly state: TaskState;
  readonly priority: TaskPriority;
  readonly timeoutMs: number | null;
  /** The fields of the type, evaluated. */
  readonly prepared: Prepared;
}

export type DelayReply = StateEnded | { readonly kind: 'delayed'; readonly state: TaskState; readonly delayMs: number };

/** What `createBasicState` evaluates. */
export interface PreparedBasic extends Pick<RunActionRequest, 'action' | 'input'> {
  readonly attemptTimeoutMs: number;
  readonly deferred: NonNullable<RunActionRequest['deferred']>;
  readonly retry: RetryPolicy;
  readonly title: string;
  readonly heartbeatTimeoutMs?: number;
  readonly taskQueue?: string;
}

/** What `createWaitState` evaluates. */
export type PreparedWait =
  | { readonly for: 'time'; readonly dueAtMs: number }
  | { readonly for: 'signals'; readonly name: string; readonly wanted: number };

/** What `createSignalState` evaluates. */
export interface PreparedSignal {
  readonly signal: string;
  readonly payload: Json;
  readonly signalId: string;
  readonly to: SignalTarget;
}

/** The key of a route: its index, or `otherwise`. */
export type RouteKey = number | 'otherwise';

/** What `createRouterState` evaluates. */
export interface PreparedRouter {
  readonly routes: readonly RouteKey[];
}

/** What `createParallelState` evaluates. */
export interface PreparedChildren {
  readonly rule: StrategyRule;
  readonly concurrency: number;
  readonly tally: ChildTally;
  readonly decision: Decision;
}

/** What `createCollectionState` evaluates. */
export interface PreparedCollection extends PreparedChildren {
  readonly items: readonly Json[];
  /** One for each item; in a sequential collection, `filter` is evaluated just before each item. */
  readonly filtered: readonly FilterVerdict[];
}

/** Whether an item runs; an error if its `filter` failed. */
export type FilterVerdict = boolean | TaskError;

/** What `createCompositeState` evaluates. */
export interface PreparedComposite {
  readonly max: number;
  readonly delayMs: number;
}
