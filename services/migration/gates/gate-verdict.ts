/** `pass`; `too_few`: too little evidence yet; `broken`: the new engine must not go on. */
export type Verdict = 'pass' | 'too_few' | 'broken';

interface Judged {
  readonly verdict: Verdict;
  /** Why, for people, with the numbers. */
  readonly sentence: string;
  /** So much evidence is asked for. */
  readonly minimum: number;
}

export interface ParityVerdict extends Judged {
  readonly gate: 'parity';
  readonly compared: number;
  readonly equal: number;
  /** Smallest share of equal visits. */
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
  /** Most that the new engine's 95th percentile may be; null where the old one's is not known. */
  readonly limitMs: number | null;
}

export interface Percentile {
  readonly visits: number;
  /** Null without visits. */
  readonly p95Ms: number | null;
}

/** What a gate says, with the numbers that it was judged by. */
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

/** Sums of fractions are not exact: what is above a limit by less than this is not above it. */
export const ROUNDING = 1e-9;
