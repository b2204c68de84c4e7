import {
  type ChildTask,
  engineAttribute,
  type RunParent,
  type TaskOutcome,
  type TaskRunner,
} from '@octavo/orchestrators';
import { upsertSearchAttributes } from '@temporalio/workflow';
import type { FlagWatch } from './flag-watch';

/** The old engine, as visibility is to know it: a run tells once that it has tasks there, so that such runs are found. */
export class OldPath implements TaskRunner {
  readonly #runner: TaskRunner;
  readonly #flags: Pick<FlagWatch, 'canTellEngine'>;
  #isTold = false;

  constructor(runner: TaskRunner, flags: Pick<FlagWatch, 'canTellEngine'>) {
    this.#runner = runner;
    this.#flags = flags;
  }

  run(child: ChildTask, parent: RunParent): TaskOutcome | Promise<TaskOutcome> {
    if (!this.#isTold && this.#flags.canTellEngine) {
      this.#isTold = true;
      upsertSearchAttributes([{ key: engineAttribute, value: 'legacy' }]);
    }
    return this.#runner.run(child, parent);
  }
}
