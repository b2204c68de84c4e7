import type { Progress } from '../command-line/progress';
import { type BenchRow, type Metric, type Metrics, type Spread, toRow } from '../report/bench-row';
import { median, quantile } from './quantile';

/** Measures one side once. */
export type Measure = () => Promise<Metrics>;

/** One of two that are compared. */
export interface Side {
  /** What varies: measured in every round. */
  readonly measure: Measure;
  /** Done once before the rounds, while code is compiled and caches fill up. */
  warmUp(): Promise<unknown>;
  /** What does not: counted once, after the rounds. */
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

/** What came of a round. */
type Pair = Record<'subject' | 'baseline', Metrics>;

/**
 * Measures both sides in turn, the one that begins changing with each round, so that whatever else the machine does
 * meets both alike; gives the medians of the rounds.
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

/** What both sides have; to nothing there is no ratio. */
function metricsOf([first]: readonly Pair[]): readonly Metric[] {
  if (first === undefined) return [];
  return (Object.keys(first.subject) as Metric[]).filter((metric) => first.baseline[metric]);
}
