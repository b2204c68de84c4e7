import type { ListScope, TaskNode, TaskOutcome, TaskPriority, TaskState } from '@octavo/orchestrators';
import type { StateCreated } from '../contracts/create-state';
import type { DoneResult, TaskResult } from '../contracts/response';
import type { Lane } from './lane';
import type { LegacyRunContext } from './legacy-run-context';

/** One visit of a task that is about to run. */
export interface LegacyChild {
  readonly task: TaskNode;
  readonly path: string;
  readonly visit: number;
  readonly visitOfRound: number;
  /** The list that it stands in; its end is told there. */
  readonly scope: ListScope;
  readonly priority: TaskPriority;
  /** Of a container whose children are created one at a time. */
  readonly creation?: Lane;
  /** Told the outcome at the very moment of its end. */
  onEnd?(outcome: TaskOutcome): void;
}

/** A visit under way: the config with its defaults, and the list of a composite. */
export interface Visit extends LegacyChild {
  readonly inner: ListScope;
}

/** How a visit ended. */
export interface VisitEnd {
  readonly outcome: TaskOutcome;
  /** The task of the list to go to, or `end`; null: the one behind. */
  readonly next: string | null;
}

/** Runs a child to its end: the one way down the tree. */
export interface ChildExecutor {
  run(child: LegacyChild): Promise<VisitEnd>;
}

/** A task whose state was created, and what its work needs. */
export interface Work<Task extends TaskNode = TaskNode, Prepared = unknown> {
  readonly task: Task;
  readonly path: string;
  readonly scope: ListScope;
  /** Of a composite: what `outputs` and `repeat` see. */
  readonly inner: ListScope;
  readonly state: TaskState;
  readonly priority: TaskPriority;
  readonly prepared: StateCreated<Prepared>['prepared'];
  readonly idempotencyKey: string;
  readonly run: LegacyRunContext;
  readonly children: ChildExecutor;
  /** Tells what there is so far, for a task that times out. */
  report(soFar: unknown): void;
}

/** The work of one type. A cancellation rejects; failures reject with `TaskFailure` or are results. */
export type Worker<Task extends TaskNode, Prepared, Result> = (
  work: Work<Task, Prepared>,
) => Promise<DoneResult<Result> | Extract<TaskResult, { kind: 'failed' }>>;
