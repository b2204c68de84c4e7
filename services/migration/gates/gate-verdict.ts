/** `pass`; `too_few`: not enough evidence yet; `broken`: the type must return to the old engine. */
export type Verdict = 'pass' | 'too_few' | 'broken';

/** What every verdict has. */
export interface Judged {
  readonly verdict: Verdict;
  /** The reason as text, with the numbers. */
  readonly sentence: string;
  /** The required number of visits. */
  readonly minimum: number;
}

export interface ParityVerdict extends Judged {
  readonly gate: 'parity';
  readonly compared: number;
  readonly equal: number;
  /** Minimum share of equal visits, 0 to 1. */
  readonly atLeast: number;
}

export interface ErrorRateVerdict extends Judged {
  readonly gate: 'errorRate';
  readonly legacy: Failures;
  readonly new: Failures;
  readonly tolerance: number;
}

export interface Failures {
  readonly visits: number;
  readonly failed: number;
}

export interface LatencyVerdict extends Judged {
  readonly gate: 'latency';
  readonly legacy: Percentile;
  readonly new: Percentile;
  /** Maximum for the new engine's 95th percentile; null if that of the old one is not known. */
  readonly limitMs: number | null;
}

export interface Percentile {
  readonly visits: number;
  /** Null without visits. */
  readonly p95Ms: number | null;
}

/** The verdict of a gate, with its numbers. */
export type GateVerdict = ParityVerdict | ErrorRateVerdict | LatencyVerdict;

const english = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const precise = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });

/** `12,345` */
export function writeCount(count: number): string {
  return english.format(count);
}

/** `99.917 %`, of a share from 0 to 1. */
export function writeShare(share: number): string {
  return `${precise.format(share * 100)} %`;
}

/** `12.5 ms` */
export function writeMs(ms: number): string {
  return `${precise.format(ms)} ms`;
}

/** Tolerance for rounding: a value above a limit by less than this is not above it. */
export const ROUNDING = 1e-9;
