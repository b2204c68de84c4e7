/** The metrics with their units. All except throughput are better if lower. */
export const units = {
  /** Under load. */
  throughput: '/s',
  /** Of a single run, from the start to its result. */
  latency: 'ms',
  /** Of the worker, per run under load. */
  cpu: 'ms CPU',
  /**
   * Of client, Temporal server, worker and Redis together, per run under load. Hardly depends on other load on the machine.
   */
  totalCpu: 'ms CPU',
  /** Of a run's history. */
  events: 'events',
  bytes: 'bytes',
  /** Remote and local ones. */
  activities: 'activities',
  /** Calls of the store by the worker, per run. */
  roundTrips: 'calls',
  /** Commands to Redis per run, without commands inside scripts. */
  commands: 'commands',
  /** Of the worker. */
  memory: 'KiB',
  heap: 'KiB',
  /** The heap that each further run keeps. */
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
  /** The compared side: the median of the rounds, or a fixed number. */
  readonly baseline: number;
  /** `subject / baseline`. */
  readonly ratio: number;
  /** The quartiles of the ratios of single rounds, if there were several: the reliability of `ratio`. */
  readonly spread?: Spread;
}

export type Spread = readonly [low: number, high: number];

/** A number over time. */
export interface Series extends RowName {
  /** The unit of `at`. */
  readonly along: string;
  readonly points: readonly SeriesPoint[];
}

export interface SeriesPoint {
  readonly at: number;
  readonly subject: number;
  readonly baseline: number;
}

/** The key of a row. */
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

/** Measurements are not more precise than four digits. */
function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(4));
}
