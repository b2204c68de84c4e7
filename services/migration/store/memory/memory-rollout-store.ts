import type { Evidence } from '../../contracts/evidence';
import { initialRules } from '../../rules/parse-rules';
import type { RolloutRules } from '../../rules/rollout-rules';
import type { DifferenceGroup, EvidenceTotals, EvidenceWindow } from '../evidence-totals';
import { countsFrom } from '../periods';
import type { AuditEntry, AuditQuery, CommitResult, RolloutStore, RulesChange } from '../rollout-store';
import { ChangeLog } from './change-log';
import { EvidenceBook } from './evidence-book';

export interface MemoryRolloutStoreOptions {
  /** Default: those of revision 0. */
  readonly rules?: RolloutRules;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Keeps a rollout in memory, which is lost with the process. */
export class MemoryRolloutStore implements RolloutStore {
  readonly #now: () => number;
  readonly #log: ChangeLog;
  readonly #book = new EvidenceBook();
  readonly #watchers = new Set<() => void>();
  #rules: RolloutRules;

  constructor(options: MemoryRolloutStoreOptions = {}) {
    this.#now = options.now ?? Date.now;
    this.#rules = options.rules ?? initialRules;
    this.#log = new ChangeLog(this.#rules.revision);
  }

  async readRules(): Promise<RolloutRules> {
    return this.#rules;
  }

  async commit({ rules, entry }: RulesChange): Promise<CommitResult> {
    if (this.#log.apply({ rules, entry }) === 'conflict') return 'conflict';
    this.#rules = rules;
    for (const onNews of this.#watchers) onNews();
    return 'committed';
  }

  async listAudit(query?: AuditQuery): Promise<readonly AuditEntry[]> {
    return this.#log.list(query);
  }

  watchRules(onNews: () => void): () => void {
    const watcher = (): void => onNews();
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  async record(evidence: Evidence): Promise<void> {
    const atMs = this.#now();
    this.#book.record(evidence, { atMs, fromMs: countsFrom(atMs, this.#log.changedAtMs) });
  }

  async readTotals(window: EvidenceWindow): Promise<readonly EvidenceTotals[]> {
    return this.#book.readTotals(window, this.#now());
  }

  async readDifferences(window: EvidenceWindow): Promise<readonly DifferenceGroup[]> {
    return this.#book.readDifferences(window, this.#now());
  }

  async readLastLegacy(): Promise<Readonly<Record<string, string>>> {
    return this.#book.readLastLegacy();
  }

  async close(): Promise<void> {
    this.#watchers.clear();
  }
}
