import type { ChildTask, Engine, TaskNode, TaskOutcome } from '@octavo/orchestrators';
import type { Journal } from '../../contracts/old-engine';
import type { Lane } from '../workflow/lane';
import type { ChildExecutor, LegacyChild, VisitEnd } from '../workflow/task-visit';
import { runWithToken } from './cancellation-bridge';

/** Runs the tasks inside a visit of the old engine; the run chooses the engine of each. */
export class InnerTasks implements ChildExecutor {
  readonly #engine: Pick<Engine, 'tasks'>;
  readonly #journal: Journal;
  /** The lanes of children that their parent creates one at a time. */
  readonly #creations = new WeakMap<ChildTask, Lane>();

  constructor(engine: Pick<Engine, 'tasks'>, journal: Journal) {
    this.#engine = engine;
    this.#journal = journal;
  }

  /** The lane that a child of the old engine is created in; undefined for one of the new engine. */
  creationOf(child: ChildTask): Lane | undefined {
    return this.#creations.get(child);
  }

  async run({ creation, priority, ...child }: LegacyChild): Promise<VisitEnd> {
    if (creation !== undefined) this.#creations.set(child, creation);
    const outcome = await runWithToken((cancellation) => this.#engine.tasks.run(child, { cancellation, priority }));
    this.#journal.child(child.path, outcome);
    return { outcome, next: nextOf(child.task, outcome) };
  }
}

// The outcome's `next` takes precedence over the task's `then`; a skipped task ignores its `then`.
function nextOf({ then }: TaskNode, outcome: TaskOutcome): string | null {
  return outcome.status === 'SKIPPED' ? null : (outcome.next ?? then ?? null);
}
