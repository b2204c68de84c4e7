import { builtInOrchestrators } from '@octavo/orchestrators';
import type { EngineMode } from '../contracts/flags';

/** The rules of a rollout, which choose the engine of each task. Every change raises the revision by one. */
export interface RolloutRules {
  /** 0 before anybody has written rules. */
  readonly revision: number;
  /** True: all tasks use the old engine; other rules have no effect. */
  readonly killSwitch: boolean;
  /** The key of a run's position in percentages. Without a tenant, it is the workflow id. */
  readonly stickBy: 'workflowId' | 'tenant';
  /** By task type; a missing type is legacy. */
  readonly types: Readonly<Partial<Record<string, TypeRule>>>;
  /** The most specific match decides: see `compileRules`. */
  readonly overrides: readonly Override[];
  readonly plan: PromotionPlan;
}

/** A share of the runs in one mode, the others in another mode. */
export interface Share {
  readonly mode: EngineMode;
  /** Percentage of the runs in `mode`, 0 to 100. */
  readonly percent: number;
  /** The mode of all other runs. */
  readonly otherwise: EngineMode;
}

/** The rule of a task type. */
export interface TypeRule extends Share {
  /** RFC 3339. The time when this share began; figures of the new engine count from it. */
  readonly since?: string;
  /** RFC 3339. The time when the type left legacy; comparisons and figures of the old engine count from it. */
  readonly startedAt?: string;
  /** Set by a rollback: the type is legacy, even with an override, until it is set again. */
  readonly stopped?: Stopped;
}

export interface Stopped {
  /** RFC 3339. */
  readonly at: string;
  readonly reason: string;
}

/** The runs of an override: all given fields have to match. */
export interface OverrideSelector {
  readonly workflowId?: string;
  readonly tenant?: string;
  /** Id of the definition. */
  readonly definition?: string;
  /** Absent for every task type. */
  readonly type?: string;
}

export interface Override extends OverrideSelector, Share {}

/** The stages of a promotion from legacy to new, and its gates. */
export interface PromotionPlan {
  /** Percentages of `new`, ascending, the last one 100. */
  readonly stages: readonly number[];
  /** The mode of the other runs during a promotion; `shadow` keeps comparing them. */
  readonly otherwise: 'legacy' | 'shadow';
  readonly gates: Gates;
}

export interface Gates {
  readonly parity: ParityGate;
  readonly errorRate: ErrorRateGate;
  readonly latency: LatencyGate;
}

export interface GateLimits {
  /** Duration, e.g. `1h`: evidence of this time counts. */
  readonly window: string;
  /** The required number of visits; with fewer, the gate waits. */
  readonly minimum: number;
}

export interface ParityGate extends GateLimits {
  /** Minimum share of equal visits among compared ones, 0 to 1. */
  readonly atLeast: number;
}

export interface ErrorRateGate extends GateLimits {
  /** Maximum difference between the shares of failed visits on the new and the old engine, 0 to 1. */
  readonly tolerance: number;
}

export interface LatencyGate extends GateLimits {
  /** Maximum ratio of the new engine's 95th percentile to that of the old one. */
  readonly ratio: number;
  /** Duration that is added to this limit, because workflow time has whole milliseconds. */
  readonly allowance: string;
}

/** The types of both engines. Your own types run only on the new engine and have no flag. */
export const flaggedTypes: readonly string[] = builtInOrchestrators().types;
