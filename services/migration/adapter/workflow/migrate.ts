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
  /** Absent: every task is the new engine's. */
  readonly oldEngine?: OldEngine;
}

/**
 * Lets the tasks of a run be run by either engine, by flags. A run takes part where its argument says so (`migration`),
 * or else where the worker that planned it does; for any other it costs nothing.
 */
export function migrate({ oldEngine }: Registration): ExtendRun {
  return (request) => {
    const { migration, reply } = request;
    const isAbsent = migration === undefined && reply === undefined;
    if (oldEngine === undefined || migration === false || isAbsent) return undefined;
    return new Migration(request, oldEngine);
  };
}

/** What one run has of it. */
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

/** The old engine, as visibility is to know it: a run tells once that it has tasks there, so that such runs are found. */
class OldPath implements TaskRunner {
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
