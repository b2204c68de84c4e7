import {
  type ChildTask,
  type Engine,
  type EngineSelector,
  engineAttribute,
  type RunParent,
  type TaskOutcome,
  type TaskRunner,
  type TaskState,
} from '@octavo/orchestrators';
import type { ExtendRun, ExtensionRequest, RunExtension } from '@octavo/workflows';
import { upsertSearchAttributes } from '@temporalio/workflow';
import type { OldEngine } from '../../contracts/old-engine';
import { replyIn, tenantOf } from '../carried';
import { JournalBook } from '../shadow/journal-book';
import { ShadowRunner } from '../shadow/shadow-runner';
import { EvidenceCollector } from './evidence-collector';
import { EngineChoice, FlagWatch } from './flag-watch';
import { MigrationPiggyback } from './migration-piggyback';

export interface Registration {
  /** Absent: the new engine runs every task. */
  readonly oldEngine?: OldEngine;
}

/**
 * Lets flags choose the engine of each task. A run takes part if its argument says so (`migration`), or else if the worker
 * that planned it takes part. Other runs have no cost.
 */
export function migrate({ oldEngine }: Registration): ExtendRun {
  return (request) => {
    const { migration, reply } = request;
    const isAbsent = migration === undefined && reply === undefined;
    if (oldEngine === undefined || migration === false || isAbsent) return undefined;
    return new Migration(request, oldEngine);
  };
}

/** The migration of one run. */
class Migration implements RunExtension {
  readonly piggyback: MigrationPiggyback;
  readonly #oldEngine: OldEngine;
  readonly #flags: FlagWatch;
  readonly #evidence: EvidenceCollector;

  constructor(request: ExtensionRequest, oldEngine: OldEngine) {
    const { migration, reply, run } = request;
    const { definition, workflowId, id: runId } = run;
    this.#oldEngine = oldEngine;
    this.#evidence = new EvidenceCollector({ definition, workflowId, runId });
    this.#flags = new FlagWatch(
      () => request.sendNow(),
      () => Date.now(),
    );
    this.piggyback = new MigrationPiggyback({ definition, ...tenantOf(migration) }, this.#flags, this.#evidence);
    if (reply !== undefined) this.#flags.told(replyIn(reply));
  }

  selectEngine(engine: Engine): EngineSelector {
    const journal = new JournalBook(engine);
    const runner = this.#oldEngine.createRunner({ engine, journal, piggyback: this.piggyback });
    const legacy = new OldPath(runner, this.#flags);
    const shadow = new ShadowRunner(legacy, { engine, journal, evidence: this.#evidence });
    return new EngineChoice(this.#flags, this.#oldEngine.types, { legacy, shadow });
  }

  see(state: TaskState): void {
    this.#evidence.see(state);
  }
}

/** Runs a task on the old engine, and sets a search attribute once per run, so that runs with tasks there can be found. */
class OldPath implements TaskRunner {
  readonly #runner: TaskRunner;
  readonly #flags: Pick<FlagWatch, 'canTellEngine'>;
  #isMarked = false;

  constructor(runner: TaskRunner, flags: Pick<FlagWatch, 'canTellEngine'>) {
    this.#runner = runner;
    this.#flags = flags;
  }

  run(child: ChildTask, parent: RunParent): TaskOutcome | Promise<TaskOutcome> {
    if (!this.#isMarked && this.#flags.canTellEngine) {
      this.#isMarked = true;
      upsertSearchAttributes([{ key: engineAttribute, value: 'legacy' }]);
    }
    return this.#runner.run(child, parent);
  }
}
