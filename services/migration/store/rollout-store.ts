import type { Json } from '@octavo/orchestrators';
import type { Evidence } from '../contracts/evidence';
import type { RolloutRules } from '../rules/rollout-rules';
import type { DifferenceGroup, EvidenceTotals, EvidenceWindow } from './evidence-totals';

/**
 * The store of a rollout: rules, audit and evidence. Every method except `close` and `watchRules` rejects with
 * `StoreUnavailableError` if the store cannot be reached. If its data is lost, no run is lost: without rules, all types are
 * legacy.
 */
export interface RolloutStore {
  /**
   * The current rules; those of revision 0 if nobody has written any.
   * @throws RolloutError ROLLOUT_RULES_INVALID if something else wrote there
   */
  readRules(): Promise<RolloutRules>;
  /** Writes rules and audit entry atomically, unless there is a conflict. */
  commit(change: RulesChange): Promise<CommitResult>;
  /** The latest change first. At least the last 10,000 are kept. */
  listAudit(query?: AuditQuery): Promise<readonly AuditEntry[]>;
  /**
   * Calls `onNews` soon after any process may have changed the rules. It may call too often, and may miss a change while the
   * store is unavailable, so callers should also poll. Returns a function that stops this.
   */
  watchRules(onNews: () => void): () => void;
  /** Counts a batch once, even if it is delivered several times: its id is kept for at least a day. */
  record(evidence: Evidence): Promise<void>;
  /** In the order of definition, then type. Evidence is kept for seven days. */
  readTotals(window: EvidenceWindow): Promise<readonly EvidenceTotals[]>;
  /** The most frequent first. */
  readDifferences(window: EvidenceWindow): Promise<readonly DifferenceGroup[]>;
  /** By type, RFC 3339 UTC: the last arrival of evidence of a visit on the old engine. Never deleted. */
  readLastLegacy(): Promise<Readonly<Record<string, string>>>;
  close(): Promise<void>;
}

export interface RulesChange {
  /** Their revision has to be one above the current one. */
  readonly rules: RolloutRules;
  readonly entry: AuditEntry;
}

export type CommitResult = 'committed' | 'conflict';

export interface AuditQuery {
  /** Default 50, at most 1,000. */
  readonly limit?: number;
  /** Only changes before this revision; for the next page, the last revision of this page. */
  readonly before?: number;
}

/** The kind of a change. */
export type ChangeKind = 'set' | 'override' | 'kill_switch' | 'plan' | 'advance' | 'roll_back';

/** One change of the rules. */
export interface AuditEntry {
  /** The revision of the rules after the change. */
  readonly revision: number;
  /** RFC 3339 UTC. */
  readonly at: string;
  readonly actor: string;
  readonly kind: ChangeKind;
  /** Task types whose rule was changed; empty if the change is not about types. */
  readonly types: readonly string[];
  /** A sentence: `basic: new for 5 %, otherwise shadow`. */
  readonly change: string;
  readonly reason: string;
  /** The changed part of the rules, before and after; null if there was or is none. */
  readonly before: Json;
  readonly after: Json;
}
