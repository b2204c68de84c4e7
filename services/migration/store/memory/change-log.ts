import { auditLimit, MOST_AUDITED } from '../audit-limit';
import type { AuditEntry, AuditQuery, CommitResult } from '../rollout-store';

/** A change as written; the reader has to validate `rules`. */
export interface LoggedChange {
  readonly rules: { readonly revision: number };
  readonly entry: AuditEntry;
}

/** The changes of the rules in order; each revision is one above the previous one. */
export class ChangeLog {
  readonly #changes: LoggedChange[] = [];
  #revision: number;
  #changedAtMs = 0;

  constructor(startRevision = 0) {
    this.#revision = startRevision;
  }

  /** Undefined if there was no change. */
  get latest(): LoggedChange | undefined {
    return this.#changes.at(-1);
  }

  /** Milliseconds since 1970; 0 if there was no change. Never decreases, even if the clocks of writers differ. */
  get changedAtMs(): number {
    return this.#changedAtMs;
  }

  apply(change: LoggedChange): CommitResult {
    if (change.rules.revision !== this.#revision + 1) return 'conflict';
    this.#revision = change.rules.revision;
    this.#changedAtMs = Math.max(this.#changedAtMs, Date.parse(change.entry.at));
    this.#changes.push(change);
    if (this.#changes.length > MOST_AUDITED) this.#changes.shift();
    return 'committed';
  }

  list({ limit, before = Number.POSITIVE_INFINITY }: AuditQuery = {}): readonly AuditEntry[] {
    return this.#changes
      .map(({ entry }) => entry)
      .filter(({ revision }) => revision < before)
      .reverse()
      .slice(0, auditLimit(limit));
  }
}
