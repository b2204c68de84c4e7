import { randomUUID } from 'node:crypto';
import { unwatchFile, watchFile } from 'node:fs';
import { ChangeLog, type LoggedChange } from '../memory/change-log';
import type { CommitResult, RulesChange } from '../rollout-store';
import { JournalFile } from './journal-file';

const LOOK_EVERY_MS = 250;

interface Line extends LoggedChange {
  /** Distinguishes changes of several writers with the same revision. */
  readonly writer: string;
}

/**
 * The changes of the rules in a file. A writer appends its change; of two changes with the same revision, all readers use the
 * first in the file. So no lock is needed.
 */
export class ChangeJournal {
  readonly #path: string;
  readonly #journal: JournalFile;
  readonly #log = new ChangeLog();
  readonly #committed = new Set<string>();

  constructor(path: string) {
    this.#path = path;
    this.#journal = new JournalFile(path);
  }

  async commit({ rules, entry }: RulesChange): Promise<CommitResult> {
    const revision = (await this.read()).latest?.rules.revision ?? 0;
    if (rules.revision !== revision + 1) return 'conflict';
    const writer = randomUUID();
    await this.#journal.append({ writer, rules, entry } satisfies Line, 'durable');
    await this.read();
    return this.#committed.delete(writer) ? 'committed' : 'conflict';
  }

  /** All changes of all processes so far. */
  async read(): Promise<ChangeLog> {
    for (const line of await this.#journal.readNew()) {
      const { writer, ...change } = line as Line;
      if (this.#log.apply(change) === 'committed') this.#committed.add(writer);
    }
    return this.#log;
  }

  watch(onNews: () => void): () => void {
    const listener = (): void => onNews();
    watchFile(this.#path, { interval: LOOK_EVERY_MS, persistent: false }, listener);
    return () => unwatchFile(this.#path, listener);
  }
}
