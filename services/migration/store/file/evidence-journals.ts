import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evidence } from '../../contracts/evidence';
import { type Arrival, EvidenceBook } from '../memory/evidence-book';
import { RETENTION_MS } from '../periods';
import { JournalFile } from './journal-file';

const NAME = /^evidence-(\d{4}-\d{2}-\d{2})\.jsonl$/;
const DAY_MS = 86_400_000;

interface Line extends Arrival {
  readonly evidence: Evidence;
}

type LastLegacy = Readonly<Record<string, string>>;

/** Evidence in files, one for each day (UTC), which are deleted after the retention time. */
export class EvidenceJournals {
  readonly #folder: string;
  readonly #book = new EvidenceBook();
  readonly #journals = new Map<string, JournalFile>();
  /** The last use of the old engine at the time when files were deleted. */
  readonly #legacy: JournalFile;
  #tidiedOn = '';

  constructor(folder: string) {
    this.#folder = folder;
    this.#legacy = new JournalFile(join(folder, 'last-legacy.jsonl'));
  }

  async append(evidence: Evidence, arrival: Arrival): Promise<void> {
    const day = dayOf(arrival.atMs);
    await this.#journalOf(day).append({ ...arrival, evidence } satisfies Line);
    if (day === this.#tidiedOn) return;
    this.#tidiedOn = day;
    await this.#removeOld(arrival.atMs);
  }

  /** The evidence of all processes so far. */
  async read(): Promise<EvidenceBook> {
    for (const line of await this.#legacy.readNew()) {
      for (const [type, at] of Object.entries(line as LastLegacy)) this.#book.noteLegacy(type, Date.parse(at));
    }
    for (const day of await this.#days()) {
      for (const line of await this.#journalOf(day).readNew()) {
        const { evidence, ...arrival } = line as Line;
        this.#book.record(evidence, arrival);
      }
    }
    return this.#book;
  }

  #journalOf(day: string): JournalFile {
    const journal = this.#journals.get(day) ?? new JournalFile(join(this.#folder, fileOf(day)));
    this.#journals.set(day, journal);
    return journal;
  }

  async #removeOld(nowMs: number): Promise<void> {
    const oldest = dayOf(nowMs - RETENTION_MS - DAY_MS);
    const old = (await this.#days()).filter((day) => day < oldest);
    if (old.length === 0) return;
    await this.#legacy.append((await this.read()).readLastLegacy(), 'durable');
    for (const day of old) {
      this.#journals.delete(day);
      await rm(join(this.#folder, fileOf(day)), { force: true });
    }
  }

  async #days(): Promise<readonly string[]> {
    return (await readdir(this.#folder)).flatMap((name) => NAME.exec(name)?.[1] ?? []).sort();
  }
}

function fileOf(day: string): string {
  return `evidence-${day}.jsonl`;
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
