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
