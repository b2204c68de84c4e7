import type { ChildTask, Engine, RunParent, TaskOutcome, TaskRunner } from '@octavo/orchestrators';
import { failureFromThrown } from '@octavo/orchestrators/language';
import type { OldEngine, OldEngineParts } from '../../contracts/old-engine';
import { ConfigManager } from '../services/config-manager';
import { toTaskFailure } from '../workflow/engine-failures';
import { LegacyRunContext } from '../workflow/legacy-run-context';
import { TaskExecutor } from '../workflow/task-executor';
import { runInScopeOf } from './cancellation-bridge';
import { InnerTasks } from './inner-tasks';
import { OtherRunsOfBoth } from './other-runs-of-both';
import { SharedStateBook } from './shared-state-book';

/**
 * The old engine in a run of the new engine: it runs single visits with its own rules and activities. For the tasks inside a
 * visit, the run chooses the engine again.
 */
export class LegacyEngine implements TaskRunner {
  readonly #engine: Engine;
  readonly #executor: TaskExecutor;
  readonly #inner: InnerTasks;

  constructor({ engine, piggyback, journal }: OldEngineParts) {
    const { plan, run: info, keyPrefix, vars, signals, records } = engine;
    const configs = new ConfigManager(plan);
    const shared = { states: new SharedStateBook(records), others: new OtherRunsOfBoth(engine), piggyback, journal };
    this.#engine = engine;
    this.#inner = new InnerTasks(engine, journal);
    this.#executor = new TaskExecutor(
      new LegacyRunContext({ plan, info, keyPrefix, vars, signals, configs, ...shared }),
      this.#inner,
    );
  }

  /** Never rejects. A task that is cancelled before its start has no record. */
  async run(child: ChildTask, { cancellation, priority }: RunParent): Promise<TaskOutcome> {
    const { visitOfRound = 1 } = child;
    const creation = this.#inner.creationOf(child);
    const visit = { ...child, visitOfRound, priority, ...(creation === undefined ? {} : { creation }) };
    try {
      const { outcome } = await runInScopeOf(cancellation, () => this.#executor.run(visit));
      return outcome;
    } catch (thrown) {
      return this.#fail(child, thrown);
    }
  }

  /** Makes a failure of the task from a permanent error of the old engine's own activities, which is a defect. */
  #fail(child: ChildTask, thrown: unknown): TaskOutcome {
    const outcome = failureFromThrown(toTaskFailure(thrown, 1), child.path);
    this.#engine.records.close(child, outcome);
    child.onEnd?.(outcome);
    return outcome;
  }
}

/** For the migration adapter. */
export const legacyEngine: OldEngine = {
  types: ['basic', 'wait', 'signal', 'router', 'parallel', 'collection', 'composite', 'aggregate'],
  createRunner: (parts) => new LegacyEngine(parts),
};
