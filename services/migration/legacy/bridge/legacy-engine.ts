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
 * The old engine as one of two in a run that the new engine leads: it runs single visits, by its own rules and with its
 * own activities. What is inside of a visit goes back to the run, which chooses its engine anew.
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

  /** Never rejects. What is cancelled before it begins leaves no record. */
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

  /** What its own activities refuse for good: a defect, told as a failure of the task. */
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
