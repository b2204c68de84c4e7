import type { Runtime } from '@temporalio/worker';

/** What a metric is, for those who read it. */
interface MetricDescription {
  readonly kind: 'counter' | 'histogram';
  readonly unit: string;
  readonly labels: readonly string[];
  readonly meaning: string;
}

/** Every metric that a worker has for its runs, beside those of Temporal's SDK. The README is held against this table. */
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

/** Stands for every value that a label does not show. */
const OTHER = 'other';

export interface LabelValuesOptions {
  /** Always shown. */
  readonly known: Iterable<string>;
  /** How many more are shown: those that come first. Default: none. */
  readonly maxUnknown?: number;
  /** What a value that is not known has to look like. Default: anything. */
  readonly pattern?: RegExp;
}

/**
 * The values of one label. Ids and codes are written by whoever may start a run, and each value of a label is kept for
 * ever by everybody who collects it: so there is an end to them.
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

  /** The value, or `other`; no value stays none. */
  of(value: string): string {
    if (value === '' || this.#known.has(value) || this.#shown.has(value)) return value;
    if (this.#shown.size >= this.#maxUnknown || !this.#pattern.test(value)) return OTHER;
    this.#shown.add(value);
    return value;
  }
}

/** What metrics are made of; the SDK's. */
export type MetricMeter = Pick<Runtime['metricMeter'], 'createCounter' | 'createHistogram'>;
type MetricTags = Readonly<Record<string, string | boolean>>;

/** Combinations of label values of one metric. */
const MOST_SERIES = 2_000;
/** Labels whose values are not from a closed set. Without them, a metric has a few hundred series at most. */
const OPEN_LABELS: ReadonlySet<string> = new Set(['definition', 'code']);

/** One metric of the catalogue. Beyond 2,000 series, new ones are counted together: `other` in their open labels. */
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
