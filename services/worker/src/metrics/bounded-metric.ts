import type { Runtime } from '@temporalio/worker';
import { OTHER } from './label-values';
import { metricCatalogue, type MetricName } from './metric-catalogue';

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
