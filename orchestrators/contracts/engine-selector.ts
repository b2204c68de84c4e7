import type { ChildTask, TaskRunner } from './child-task-manager';
import type { Eventually } from './eventually';

/**
 * Chooses the engine of a task, if there are several. It is called once for each visit, before the visit begins, and
 * not for a visit that has ended. It must make the same choice on replay.
 */
export interface EngineSelector {
  /** Another engine for this visit; undefined: this engine. */
  select(child: ChildTask): Eventually<TaskRunner | undefined>;
}
