/** What is measured, each in a unit of its own. All but throughput are better the lower they are. */
export const units = {
  /** Under load. */
  throughput: '/s',
  /** Of a run by itself, from the start to its result. */
  latency: 'ms',
  /** Of the worker, for each run under load. */
  cpu: 'ms CPU',
  /** Of all together, for each run under load: client, Temporal server, worker, Redis. What others do to the machine hardly shows in it. */
  totalCpu: 'ms CPU',
  /** Of a run's history. */
  events: 'events',
  bytes: 'bytes',
  /** Remote and local ones. */
  activities: 'activities',
  /** Calls of the store by the worker, for each run. */
  roundTrips: 'calls',
  /** Commands that Redis got, for each run; what scripts call there is not counted. */
  commands: 'commands',
  /** Of the worker. */
  memory: 'KiB',
  heap: 'KiB',
  /** What each further run leaves in the heap. */
  growth: 'KiB/run',
} as const;

export type Metric = keyof typeof units;

const counted: ReadonlySet<Metric> = new Set(['events', 'bytes', 'activities', 'commands']);

/** Whether a metric is counted, and so the same on every machine. */
export function isCounted(metric: Metric): boolean {
  return counted.has(metric);
}

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
  /** The quartiles of the ratios of single rounds, where there were some: what `ratio` may be trusted for. */
  readonly spread?: Spread;
}

export type Spread = readonly [low: number, high: number];

/** How a number went on. */
export interface Series extends RowName {
  /** What `at` counts. */
  readonly along: string;
  readonly points: readonly SeriesPoint[];
}

export interface SeriesPoint {
  readonly at: number;
  readonly subject: number;
  readonly baseline: number;
}

/** What names a row. */
export type RowName = Pick<BenchRow, 'suite' | 'case' | 'metric'>;

/** Makes the row of two numbers. */
export function toRow(
  { suite, case: name, metric }: RowName,
  subject: number,
  baseline: number,
  spread?: Spread,
): BenchRow {
  const better = metric === 'throughput' ? 'higher' : 'lower';
  const ratio = baseline === 0 ? (subject === 0 ? 1 : Number.MAX_VALUE) : subject / baseline;
  return {
    ...{ suite, case: name, metric, better },
    ...{ subject: rounded(subject), baseline: rounded(baseline), ratio: rounded(ratio) },
    ...(spread === undefined ? {} : { spread: [rounded(spread[0]), rounded(spread[1])] }),
  };
}

/** Four digits tell all that a measurement can. */
function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}
