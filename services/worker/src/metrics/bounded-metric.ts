import type { Runtime } from '@temporalio/worker';

/** The description of a metric. */
interface MetricDescription {
  readonly kind: 'counter' | 'histogram';
  readonly unit: string;
  readonly labels: readonly string[];
  readonly meaning: string;
}

/** Every metric of a worker for its runs, besides those of Temporal's SDK. A test keeps it and the README equal. */
export const metricCatalogue = {
  octavo_runs_ended: {
    kind: 'counter',
    unit: 'runs',
    labels: ['definition', 'status', 'code'],
    meaning: 'Runs that ended.',
  },
  octavo_task_visits: {
    kind: 'counter',
    unit: 'visits',
    labels: ['definition', 'type', 'engine', 'status', 'handled', 'code'],
    meaning: 'Visits of tasks that ended.',
  },
  octavo_action_attempts: {
    kind: 'counter',
    unit: 'attempts',
    labels: ['action', 'status', 'code'],
    meaning: 'Attempts of actions that ended in this worker.',
  },
  octavo_action_attempt_latency: {
    kind: 'histogram',
    unit: 'ms',
    labels: ['action', 'status'],
    meaning: 'How long these attempts took.',
  },
} as const satisfies Readonly<Record<string, MetricDescription>>;

type MetricName = keyof typeof metricCatalogue;

/** Replaces every value that a label does not show. */
const OTHER = 'other';

export interface LabelValuesOptions {
  /** Values that are always shown. */
  readonly known: Iterable<string>;
  /** The number of further values that are shown: the first ones. Default: none. */
  readonly maxUnknown?: number;
  /** The format of unknown values that may be shown. Default: any. */
  readonly pattern?: RegExp;
}

/**
 * The values of one label. Anyone who may start a run can choose ids and codes, and metric systems keep each value of a
 * label for ever; so their number is limited.
 */
export class LabelValues {
  readonly #known: ReadonlySet<string>;
  readonly #shown = new Set<string>();
  readonly #maxUnknown: number;
  readonly #pattern: RegExp;

  constructor({ known, maxUnknown = 0, pattern = /^/ }: LabelValuesOptions) {
    this.#known = new Set(known);
    this.#maxUnknown = maxUnknown;
    this.#pattern = pattern;
  }

  /** The value, or `other`; an empty value stays empty. */
  of(value: string): string {
    if (value === '' || this.#known.has(value) || this.#shown.has(value)) return value;
    if (this.#shown.size >= this.#maxUnknown || !this.#pattern.test(value)) return OTHER;
    this.#shown.add(value);
    return value;
  }
}

/** The SDK's interface for creating metrics. */
export type MetricMeter = Pick<Runtime['metricMeter'], 'createCounter' | 'createHistogram'>;
type MetricTags = Readonly<Record<string, string | boolean>>;

/** The maximum number of combinations of label values of one metric. */
const MOST_SERIES = 2_000;
/** Labels without a closed set of values. Without them, a metric has at most a few hundred series. */
const OPEN_LABELS: ReadonlySet<string> = new Set(['definition', 'code']);

/**
 * One metric of the catalogue. Beyond 2,000 series, new combinations are counted together, with `other` in their open
 * labels.
 */
export class BoundedMetric {
  readonly #record: (value: number, tags: MetricTags) => void;
  readonly #series = new Set<string>();
  readonly #mostSeries: number;

  constructor(meter: MetricMeter, name: MetricName, mostSeries = MOST_SERIES) {
    const { kind, unit, meaning } = metricCatalogue[name];
    this.#mostSeries = mostSeries;
    if (kind === 'counter') {
      const counter = meter.createCounter(name, unit, meaning);
      this.#record = (value, tags) => counter.add(value, tags);
    } else {
      const histogram = meter.createHistogram(name, 'int', unit, meaning);
      this.#record = (value, tags) => histogram.record(value, tags);
    }
  }

  record(value: number, tags: MetricTags): void {
    const key = Object.values(tags).join(' ');
    if (this.#series.size < this.#mostSeries) this.#series.add(key);
    this.#record(value, this.#series.has(key) ? tags : withoutOpenLabels(tags));
  }
}

function withoutOpenLabels(tags: MetricTags): MetricTags {
  return Object.fromEntries(
    Object.entries(tags).map(([label, value]) => [label, OPEN_LABELS.has(label) && value !== '' ? OTHER : value]),
  );
}
