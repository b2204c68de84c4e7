import type { ChildTask, TaskRunner } from './child-task-manager';
import type { Eventually } from './eventually';

/**
 * Chooses which engine runs a task, where there is more than this one. Asked once for each visit, before anything of it
 * begins, and not for a visit that has ended. The answer must be the same on replay.
 */
export interface EngineSelector {
  /** Another engine for this visit; undefined: this one. */
  select(child: ChildTask): Eventually<TaskRunner | undefined>;
}
