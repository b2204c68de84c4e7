import type { Json } from '@octavo/orchestrators';
import type { Evidence } from '../contracts/evidence';
import type { RolloutRules } from '../rules/rollout-rules';
import type { DifferenceGroup, EvidenceTotals, EvidenceWindow } from './evidence-totals';

/**
 * Where a rollout is kept: its rules, who changed them, and the evidence of how it goes. Every method but `close` and
 * `watchRules` rejects with `StoreUnavailableError` where the store cannot be reached. Losing it loses no run: what has
 * no rules is legacy.
 */
export interface RolloutStore {
  /**
   * Those of revision 0 where nobody has written any.
   * @throws RolloutError ROLLOUT_RULES_INVALID where something else wrote there
   */
  readRules(): Promise<RolloutRules>;
  /** Rules and audit entry, both or neither, if nobody was faster. */
  commit(change: RulesChange): Promise<CommitResult>;
  /** The latest change first. At least the last 10,000 are kept. */
  listAudit(query?: AuditQuery): Promise<readonly AuditEntry[]>;
  /**
   * Calls `onNews` soon after rules may have changed, by whichever process. May call too often, and may miss a change
   * while the store is away: whoever needs every one reads now and then. Gives what ends it.
   */
  watchRules(onNews: () => void): () => void;
  /** Counts a batch once, however often it comes: its id is remembered for a day, at least. */
  record(evidence: Evidence): Promise<void>;
  /** In the order of definition, then type. Evidence is kept for seven days. */
  readTotals(window: EvidenceWindow): Promise<readonly EvidenceTotals[]>;
  /** The most frequent first. */
  readDifferences(window: EvidenceWindow): Promise<readonly DifferenceGroup[]>;
  /** RFC 3339 UTC by type: when evidence of a visit by the old engine last came. Never forgotten. */
  readLastLegacy(): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

export interface RulesChange {
  /** Their revision has to be one above what is there. */
  readonly rules: RolloutRules;
  readonly entry: AuditEntry;
}

export type CommitResult = 'committed' | 'conflict';

export interface AuditQuery {
  /** Default 50, at most 1,000. */
  readonly limit?: number;
  /** Only changes before this revision: to read on, the last one that was given. */
  readonly before?: number;
}

/** What was done to the rules. */
export type ChangeKind = 'set' | 'override' | 'kill_switch' | 'plan' | 'advance' | 'roll_back';

/** One change of the rules: who, when, what, why. */
export interface AuditEntry {
  /** Of the rules after the change. */
  readonly revision: number;
  /** RFC 3339 UTC. */
  readonly at: string;
  readonly actor: string;
  readonly kind: ChangeKind;
  /** Task types whose rule was changed; empty where the change is not about types. */
  readonly types: readonly string[];
  /** A sentence: `basic: new for 5 %, otherwise shadow`. */
  readonly change: string;
  readonly reason: string;
  /** The part of the rules that was changed; null where there was or is none. */
  readonly before: Json;
  readonly after: Json;
}
