import type { ListScope, TaskNode, TaskOutcome, TaskPriority, TaskState } from '@octavo/orchestrators';
import type { StateCreated } from '../contracts/create-state';
import type { DoneResult, TaskResult } from '../contracts/response';
import type { Lane } from './lane';
import type { LegacyRunContext } from './legacy-run-context';

/** One visit of a task before its start. */
export interface LegacyChild {
  readonly task: TaskNode;
  readonly path: string;
  readonly visit: number;
  readonly visitOfRound: number;
  /** The scope of its list; its end is recorded there. */
  readonly scope: ListScope;
  readonly priority: TaskPriority;
  /** Set for a container whose children are created one at a time. */
  readonly creation?: Lane;
  /** Called with the outcome at the moment of its end. */
  onEnd?(outcome: TaskOutcome): void;
}

/** A visit in progress: the config with its defaults, and the list of a composite. */
export interface Visit extends LegacyChild {
  readonly inner: ListScope;
}

/** The end of a visit. */
export interface VisitEnd {
  readonly outcome: TaskOutcome;
  /** The next task of the list, or `end`; null: the following one. */
  readonly next: string | null;
}

/** Runs a child to its end; the only way to start children. */
export interface ChildExecutor {
  run(child: LegacyChild): Promise<VisitEnd>;
}

/** A task whose state was created, and the input of its work. */
export interface Work<Task extends TaskNode = TaskNode, Prepared = unknown> {
  readonly task: Task;
  readonly path: string;
  readonly scope: ListScope;
  /** For a composite: the scope of `outputs` and `repeat`. */
  readonly inner: ListScope;
  readonly state: TaskState;
  readonly priority: TaskPriority;
  readonly prepared: StateCreated<Prepared>['prepared'];
  readonly idempotencyKey: string;
  readonly run: LegacyRunContext;
  readonly children: ChildExecutor;
  /** Reports a partial result, for a task that times out. */
  report(soFar: unknown): void;
}

/** The work of one type. A cancellation rejects; failures reject with `TaskFailure` or are results. */
export type Worker<Task extends TaskNode, Prepared, Result> = (
  work: Work<Task, Prepared>,
) => Promise<DoneResult<Result> | Extract<TaskResult, { kind: 'failed' }>>;
