import type { Progress } from '../command-line/progress';
import { type BenchRow, type Metric, type Metrics, type Spread, toRow } from '../report/bench-row';
import { median, quantile } from './quantile';

/** Measures one side once. */
export type Measure = () => Promise<Metrics>;

/** One of two compared sides. */
export interface Side {
  /** Varying metrics, measured in every round. */
  readonly measure: Measure;
  /** Runs once before the rounds, until code is compiled and caches are filled. */
  warmUp(): Promise<unknown>;
  /** Constant metrics, counted once after the rounds. */
  readonly count?: Measure;
}

export interface Comparison {
  readonly suite: string;
  readonly case: string;
  /** Measured rounds. */
  readonly rounds: number;
  readonly subject: Side;
  readonly baseline: Side;
}

/** The result of a round. */
type Pair = Record<'subject' | 'baseline', Metrics>;

/**
 * Measures both sides alternately; the order changes with each round, so that other load on the machine affects both equally.
 * Returns the medians of the rounds.
 */
export async function compare(plan: Comparison, progress: Progress): Promise<readonly BenchRow[]> {
  const tell = (what: string): void => progress.tell(`${plan.suite}: ${plan.case}, ${what}`);
  tell('warming up');
  await plan.subject.warmUp();
  await plan.baseline.warmUp();
  const pairs: Pair[] = [];
  for (let round = 1; round <= plan.rounds; round += 1) {
    tell(`round ${round} of ${plan.rounds}`);
    pairs.push(await measureBoth(plan, round));
  }
  tell('counting');
  return [...metricsOf(pairs).map((metric) => toMeasuredRow(plan, metric, pairs)), ...(await count(plan))];
}

async function measureBoth({ subject, baseline }: Comparison, round: number): Promise<Pair> {
  if (round % 2 === 0) return { subject: await subject.measure(), baseline: await baseline.measure() };
  const first = await baseline.measure();
  return { baseline: first, subject: await subject.measure() };
}

function toMeasuredRow(plan: Comparison, metric: Metric, pairs: readonly Pair[]): BenchRow {
  const subject = pairs.map((pair) => pair.subject[metric] ?? Number.NaN);
  const baseline = pairs.map((pair) => pair.baseline[metric] ?? Number.NaN);
  const ratios = subject.map((value, round) => value / (baseline[round] ?? Number.NaN));
  const spread: Spread = [quantile(ratios, 0.25), quantile(ratios, 0.75)];
  return toRow({ ...plan, metric }, median(subject), median(baseline), spread);
}

async function count(plan: Comparison): Promise<readonly BenchRow[]> {
  const pair = { subject: (await plan.subject.count?.()) ?? {}, baseline: (await plan.baseline.count?.()) ?? {} };
  return metricsOf([pair]).map((metric) =>
    toRow({ ...plan, metric }, pair.subject[metric] ?? Number.NaN, pair.baseline[metric] ?? Number.NaN),
  );
}

/** The metrics of both sides whose baseline is not 0, because a ratio to 0 is undefined. */
function metricsOf([first]: readonly Pair[]): readonly Metric[] {
  if (first === undefined) return [];
  return (Object.keys(first.subject) as Metric[]).filter((metric) => first.baseline[metric]);
}
