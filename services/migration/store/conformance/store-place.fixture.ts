import { initialRules } from '../../rules/parse-rules';
import type { RolloutRules } from '../../rules/rollout-rules';
import type { AuditEntry, RolloutStore, RulesChange } from '../rollout-store';

/** An empty place for the data of a store, which several stores can open as several processes would. */
export interface StorePlace {
  open(options: { readonly now: () => number }): RolloutStore;
  tearDown(): Promise<void>;
}

/** A clock that a test sets. It starts at the beginning of a period in the past. */
export class TestClock {
  nowMs = Date.parse('2026-03-01T10:00:00Z');

  readonly now = (): number => this.nowMs;

  advance(byMs: number): number {
    this.nowMs += byMs;
    return this.nowMs;
  }
}

/** The change that follows `before`. */
export function changeOf(
  before: Pick<RolloutRules, 'revision'>,
  parts: { readonly rules?: Partial<RolloutRules>; readonly entry?: Partial<AuditEntry> } = {},
): RulesChange {
  const revision = before.revision + 1;
  const entry = { revision, at: '2026-03-01T10:00:00.000Z', actor: 'ann', kind: 'set', types: ['basic'] } as const;
  return {
    rules: { ...initialRules, ...parts.rules, revision },
    entry: { ...entry, change: `change ${revision}`, reason: 'a test', before: null, after: null, ...parts.entry },
  };
}
