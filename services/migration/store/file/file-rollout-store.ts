import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreUnavailableError } from '@octavo/state';
import type { Evidence } from '../../contracts/evidence';
import { messageOf } from '../../errors/thrown';
import { initialRules } from '../../rules/parse-rules';
import type { RolloutRules } from '../../rules/rollout-rules';
import type { DifferenceGroup, EvidenceTotals, EvidenceWindow } from '../evidence-totals';
import { parseStoredRules } from '../parse-stored-rules';
import { countsFrom } from '../periods';
import type { AuditEntry, AuditQuery, CommitResult, RolloutStore, RulesChange } from '../rollout-store';
import { ChangeJournal } from './change-journal';
import { EvidenceJournals } from './evidence-journals';

export interface FileRolloutStoreOptions {
  /** Created if it is missing. It must be on a local file system. */
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Keeps a rollout in a folder, which the processes of one machine share: `changes.jsonl`, and `evidence-<day>.jsonl`. For
 * development and tests: the first read parses all evidence of the last days.
 */
export class FileRolloutStore implements RolloutStore {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #changes: ChangeJournal;
  readonly #evidence: EvidenceJournals;
  readonly #watching = new Set<() => void>();

  constructor({ folder, now = Date.now }: FileRolloutStoreOptions) {
    this.#folder = folder;
    this.#now = now;
    this.#changes = new ChangeJournal(join(folder, 'changes.jsonl'));
    this.#evidence = new EvidenceJournals(folder);
  }

  async readRules(): Promise<RolloutRules> {
    const { latest } = await this.#run(() => this.#changes.read());
    return latest === undefined ? initialRules : parseStoredRules(latest.rules, this.#folder);
  }

  commit(change: RulesChange): Promise<CommitResult> {
    return this.#run(() => this.#changes.commit(change));
  }

  async listAudit(query?: AuditQuery): Promise<readonly AuditEntry[]> {
    return (await this.#run(() => this.#changes.read())).list(query);
  }

  watchRules(onNews: () => void): () => void {
    const stop = this.#changes.watch(onNews);
    this.#watching.add(stop);
    return () => {
      this.#watching.delete(stop);
      stop();
    };
  }

  record(evidence: Evidence): Promise<void> {
    return this.#run(async () => {
      const { changedAtMs } = await this.#changes.read();
      const atMs = this.#now();
      await this.#evidence.append(evidence, { atMs, fromMs: countsFrom(atMs, changedAtMs) });
    });
  }

  async readTotals(window: EvidenceWindow): Promise<readonly EvidenceTotals[]> {
    return (await this.#run(() => this.#evidence.read())).readTotals(window, this.#now());
  }

  async readDifferences(window: EvidenceWindow): Promise<readonly DifferenceGroup[]> {
    return (await this.#run(() => this.#evidence.read())).readDifferences(window, this.#now());
  }

  async readLastLegacy(): Promise<Readonly<Record<string, string>>> {
    return (await this.#run(() => this.#evidence.read())).readLastLegacy();
  }

  async close(): Promise<void> {
    for (const stop of this.#watching) stop();
    this.#watching.clear();
  }

  /** @throws StoreUnavailableError */
  async #run<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      await mkdir(this.#folder, { recursive: true });
      return await work();
    } catch (error) {
      throw new StoreUnavailableError(messageOf(error), error);
    }
  }
}
