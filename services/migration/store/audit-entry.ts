import type { Json } from '@octavo/orchestrators';

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
