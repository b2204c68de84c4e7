import { type BenchRow, type Metric, type Metrics, toRow } from '../report/bench-row';
import type { Progress } from '../command-line/progress';
import { median } from './median';

/** Measures one side once. */
export type Measure = () => Promise<Metrics>;

export interface Comparison {
  readonly suite: string;
  readonly case: string;
  /** Measured rounds; one more before them warms both sides up. */
  readonly rounds: number;
  readonly subject: Measure;
  readonly baseline: Measure;
}

/**
 * Measures both sides in turn, the one that begins changing with each round, so that whatever else the machine does
 * meets both alike; gives the medians of the rounds.
 */
export async function compare(plan: Comparison, progress: Progress): Promise<readonly BenchRow[]> {
  const { suite, rounds } = plan;
  const subject: Metrics[] = [];
  const baseline: Metrics[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    progress.tell(`${suite}: ${plan.case}, ${round === 0 ? 'warming up' : `round ${round} of ${rounds}`}`);
    const first = await measureBoth(plan, round);
    if (round === 0) continue;
    subject.push(first.subject);
    baseline.push(first.baseline);
  }
  return metricsOf(subject).map((metric) => {
    const name = { suite, case: plan.case, metric };
    return toRow(name, medianOf(subject, metric), medianOf(baseline, metric));
  });
}

async function measureBoth(plan: Comparison, round: number): Promise<Record<'subject' | 'baseline', Metrics>> {
  if (round % 2 === 0) return { subject: await plan.subject(), baseline: await plan.baseline() };
  const baseline = await plan.baseline();
  return { baseline, subject: await plan.subject() };
}

function metricsOf(measured: readonly Metrics[]): readonly Metric[] {
  return Object.keys(measured[0] ?? {}) as Metric[];
}

function medianOf(measured: readonly Metrics[], metric: Metric): number {
  return median(measured.map((metrics) => metrics[metric] ?? Number.NaN));
}
