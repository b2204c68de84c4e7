import { builtInOrchestrators } from '@octavo/orchestrators';
import type { EngineMode } from '../contracts/flags';

/** Which engine runs what: the one document of a rollout. Every change raises its revision by one. */
export interface RolloutRules {
  /** 0: nobody has written rules yet. */
  readonly revision: number;
  /** Everything takes the old engine, whatever else is said. */
  readonly killSwitch: boolean;
  /** What a percentage is a share of. A run without a tenant sticks by its workflow id. */
  readonly stickBy: 'workflowId' | 'tenant';
  /** By task type; a type that is not here is legacy. */
  readonly types: Readonly<Partial<Record<string, TypeRule>>>;
  /** The most specific that fits wins: see `evaluateRules`. */
  readonly overrides: readonly Override[];
  readonly plan: PromotionPlan;
}

/** A share of the runs by one mode, the rest by another. */
export interface Share {
  readonly mode: EngineMode;
  /** 0 to 100, of the runs; they take `mode`. */
  readonly percent: number;
  /** What all other runs take. */
  readonly otherwise: EngineMode;
}

/** The rule of a task type. */
export interface TypeRule extends Share {
  /** RFC 3339. When this share began: figures of the new engine count from here. */
  readonly since?: string;
  /** RFC 3339. When the type left legacy: comparisons and figures of the old engine count from here. */
  readonly startedAt?: string;
  /** After a rollback: the type is legacy, overrides or not, until it is set again. */
  readonly stopped?: Stopped;
}

export interface Stopped {
  /** RFC 3339. */
  readonly at: string;
  readonly reason: string;
}

/** Which runs an override is for: all that it names have to fit. */
export interface OverrideSelector {
  readonly workflowId?: string;
  readonly tenant?: string;
  /** Id of the definition. */
  readonly definition?: string;
  /** Absent: every task type. */
  readonly type?: string;
}

export interface Override extends OverrideSelector, Share {}

/** How a type is led from legacy to new, and what it has to show on the way. */
export interface PromotionPlan {
  /** Percentages of `new`, ascending, the last one 100. */
  readonly stages: readonly number[];
  /** What the other runs take meanwhile; `shadow` goes on comparing. */
  readonly otherwise: 'legacy' | 'shadow';
  readonly gates: Gates;
}

export interface Gates {
  readonly parity: ParityGate;
  readonly errorRate: ErrorRateGate;
  readonly latency: LatencyGate;
}

export interface GateLimits {
  /** Duration, e.g. `1h`: how far back evidence counts. */
  readonly window: string;
  /** With less than this the gate waits. */
  readonly minimum: number;
}

export interface ParityGate extends GateLimits {
  /** Smallest share of compared visits that have to be equal. */
  readonly atLeast: number;
}

export interface ErrorRateGate extends GateLimits {
  /** By how much the share of failed visits of the new engine may be higher than that of the old one. */
  readonly tolerance: number;
}

export interface LatencyGate extends GateLimits {
  /** How many times the 95th percentile of the old engine that of the new one may be. */
  readonly ratio: number;
  /** Duration, added to that: the clock of workflows counts whole milliseconds. */
  readonly allowance: string;
}

/** The types that both engines know. A type of your own has only the new one, and no flag. */
export const flaggedTypes: readonly string[] = builtInOrchestrators().types;
