import type { ChildTask, Engine, RunParent, TaskOutcome, TaskRunner } from '@octavo/orchestrators';
import type { Difference } from '../../contracts/evidence';
import type { EvidenceCollector } from '../workflow/evidence-collector';
import { differencesOf } from './differences';
import type { JournalBook, VisitJournal } from './journal-book';
import { frozenScope, ShadowVariables } from './shadow-variables';
import { type ShadowedVisit, ShadowVisit } from './shadow-visit';

export interface ShadowParts {
  readonly engine: Engine;
  readonly journal: JournalBook;
  readonly evidence: Pick<EvidenceCollector, 'compared'>;
}

/** Runs visits on the old engine, and then computes the same visits on the new engine from the recorded results. */
export class ShadowRunner implements TaskRunner {
  readonly #authority: TaskRunner;
  readonly #parts: ShadowParts;

  constructor(authority: TaskRunner, parts: ShadowParts) {
    this.#authority = authority;
    this.#parts = parts;
  }

  async run(child: ChildTask, parent: RunParent): Promise<TaskOutcome> {
    const { journal, evidence } = this.#parts;
    const visit = this.#freeze(child, parent);
    const entries = journal.open(child.path);
    const outcome = await this.#authority.run(child, parent);
    journal.close(child.path);
    // A cancelled visit cannot be compared.
    if (parent.cancellation.isCanceled) return outcome;
    evidence.compared(child.task.type, await this.#compare(visit, entries, outcome));
    return outcome;
  }

  #freeze(child: ChildTask, { priority }: RunParent): ShadowedVisit {
    const { vars: shared, timers } = this.#parts.engine;
    const vars = new ShadowVariables(shared.values);
    const scope = frozenScope(child.scope, shared.values, () => vars.values);
    return { child, priority, startMs: timers.now(), scope, vars };
  }

  async #compare(visit: ShadowedVisit, journal: VisitJournal, outcome: TaskOutcome): Promise<readonly Difference[]> {
    const { engine } = this.#parts;
    const { type } = visit.child.task;
    const { path } = visit.child;
    try {
      const end = await new ShadowVisit(engine, visit, journal).run();
      const authority = { outcome, state: engine.records.stateOf(path), journal };
      return differencesOf(visit.child, authority, end);
    } catch (thrown) {
      // An error in the shadow must not affect the run.
      return [{ type, path, field: 'status', at: '', legacy: outcome.status, new: `threw ${String(thrown)}` }];
    }
  }
}
