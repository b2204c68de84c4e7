/** What is measured, each in a unit of its own. */
export const units = {
  throughput: '/s',
  latency: 'ms',
  events: 'events',
  bytes: 'bytes',
  activities: 'activities',
  roundTrips: 'round trips',
  cpu: 'ms CPU',
  memory: 'KiB',
} as const;

export type Metric = keyof typeof units;

/** Numbers of one side of one case, in the units of `units`. */
export type Metrics = Readonly<Partial<Record<Metric, number>>>;

/** One line of a result: both sides come from the same run of the benchmark, interleaved. */
export interface BenchRow {
  readonly suite: string;
  readonly case: string;
  readonly metric: Metric;
  readonly better: 'higher' | 'lower';
  /** Octavo; the median of the rounds. */
  readonly subject: number;
  /** What it is held against; the median of the rounds, or a fixed number. */
  readonly baseline: number;
  /** `subject / baseline`. */
  readonly ratio: number;
}

/** What names a row. */
export type RowName = Pick<BenchRow, 'suite' | 'case' | 'metric'>;

/** Makes the row of two numbers. */
export function toRow(name: RowName, subject: number, baseline: number): BenchRow {
  const better = name.metric === 'throughput' ? 'higher' : 'lower';
  const ratio = baseline === 0 ? (subject === 0 ? 1 : Number.MAX_VALUE) : subject / baseline;
  return { ...name, better, subject: rounded(subject), baseline: rounded(baseline), ratio: rounded(ratio) };
}

/** Four digits tell all that a measurement can. */
function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}
