import type { Json } from '../model/json';
import type { TaskNode } from '../model/plan';
import type { TaskOutcome } from '../model/outcome';
import type { Eventually } from './eventually';
import type { OrchestratorContext } from './orchestrator-context';
import type { StateRecorder } from './state-recorder';
import type { Scope } from './scope';

/**
 * Runs the work of one task of its type. The engine handles `if`, `delay`, `timeout`, `outputs` and `onError`, which
 * are the same for every type. With recorded states, it resumes from them and runs nothing twice. With a cancelled
 * token, it starts nothing, and only ends children that had begun.
 */
export interface TaskOrchestrator<Task extends TaskNode = TaskNode> {
  readonly type: string;
  /** Expected failures are outcomes or a thrown `TaskFailure`; a cancellation is a thrown `CanceledError`. */
  execute(task: Task, context: OrchestratorContext): Eventually<WorkResult>;
  /** For types that can continue after their timeout: the output so far; undefined if the timeout is a failure. */
  outputAtTimeout?(task: Task, state: StateRecorder): Json | undefined;
}

/** The raw outcome of the work, before `outputs` and `onError`. */
export interface WorkResult {
  readonly outcome: TaskOutcome;
  /** What `outputs` can read besides the task's own scope: the list of a composite. */
  readonly outputScope?: Scope;
  /** The attempt that ended the work; default 1. */
  readonly attempt?: number;
  /** RFC 3339; if the workflow's clock did not advance during the work. */
  readonly startedAt?: string;
  readonly endedAt?: string;
}
