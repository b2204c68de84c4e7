import type { Json } from '../model/json';
import type { TaskNode } from '../model/plan';
import type { TaskOutcome } from '../model/outcome';
import type { Eventually } from './eventually';
import type { OrchestratorContext } from './orchestrator-context';
import type { StateRecorder } from './state-recorder';
import type { Scope } from './scope';

/**
 * Runs the work of one task of its type. `if`, `delay`, `timeout`, `outputs` and `onError` are not its business: they
 * are the same for every type. Called again with recorded states, it goes on from there and runs nothing twice; with a
 * cancelled token it begins nothing, and only leads the children that had begun to their end.
 */
export interface TaskOrchestrator<Task extends TaskNode = TaskNode> {
  readonly type: string;
  /** Expected failures are outcomes or a thrown `TaskFailure`; a cancellation is a thrown `CanceledError`. */
  execute(task: Task, context: OrchestratorContext): Eventually<WorkResult>;
  /** Where the type can go on after its timeout: the output so far; undefined where the timeout is a failure. */
  outputAtTimeout?(task: Task, state: StateRecorder): Json | undefined;
}

/** The raw outcome of the work, before `outputs` and `onError`. */
export interface WorkResult {
  readonly outcome: TaskOutcome;
  /** What `outputs` may see beside the task's own scope: the list of a composite. */
  readonly outputScope?: Scope;
  /** The attempt that ended the work; default 1. */
  readonly attempt?: number;
  /** RFC 3339; where the workflow's clock stood still meanwhile. */
  readonly startedAt?: string;
  readonly endedAt?: string;
}
