import { budgetOf } from '../budgets';
import type { BenchReport } from '../report/bench-report';
import type { BenchRow, Metric } from '../report/bench-row';
import { stores } from '../world/store-kind';
import { drawLineChart } from './charts/line-chart';
import { type ChartRow, drawRowChart } from './charts/row-chart';
import { handRows, legacyByCase, metricOf } from './select-rows';

/** One chart of the page. */
export interface Chart {
  /** Without a folder. */
  readonly file: string;
  /** Alternative text. */
  readonly text: string;
  readonly svg: string;
}

/** All charts for which the report has numbers. */
export function drawCharts(report: BenchReport): readonly Chart[] {
  return [
    ...drawLegacyChart(report, speedUp),
    ...drawLegacyChart(report, latency),
    ...drawLegacyChart(report, events),
    ...drawSoak(report),
    ...drawHand(report),
  ];
}

interface LegacyChart {
  readonly file: string;
  readonly metric: Metric;
  readonly title: string;
  readonly subtitle: string;
  readonly ticks: readonly number[];
  format(ratio: number): string;
}

const asFactor = (ratio: number): string => `×${ratio >= 10 ? Math.round(ratio) : Number(ratio.toFixed(1))}`;
const asPercent = (ratio: number): string =>
  `${ratio < 0.1 ? Number((ratio * 100).toFixed(1)) : Math.round(ratio * 100)} %`;

const speedUp: LegacyChart = {
  ...{ file: 'legacy-throughput.svg', metric: 'throughput', ticks: [0.5, 1, 2, 4, 8, 16, 32], format: asFactor },
  title: 'Throughput against the old engine',
  subtitle: 'Ratio of runs per second. Thin line: the middle half of the rounds; red: the budget.',
};

const latency: LegacyChart = {
  ...{ file: 'legacy-latency.svg', metric: 'latency', ticks: [0.03, 0.06, 0.125, 0.25, 0.5, 1, 2], format: asPercent },
  title: 'Latency of a single run',
  subtitle: 'In percent of the old engine; less is better. Red: the budget.',
};

const events: LegacyChart = {
  ...{ file: 'legacy-events.svg', metric: 'events', ticks: [0.03, 0.06, 0.125, 0.25, 0.5, 1, 2], format: asPercent },
  title: 'Events in the history of a run',
  subtitle: 'In percent of the old engine; less is better. Red: the budget.',
};

function drawLegacyChart(report: BenchReport, { file, metric, ...chart }: LegacyChart): readonly Chart[] {
  const rows = legacyByCase(report).map((sides) => {
    const found = sides.flatMap(({ rows: all }) => metricOf(all, metric) ?? []);
    return toChartRow(sides[0]?.case ?? '', found);
  });
  if (rows.every(({ bars }) => bars.length === 0)) return [];
  const tones = stores.map((store) => `${store} store`);
  return [{ file, text: `${chart.title}: bars for every case.`, svg: drawRowChart({ ...chart, tones, rows }) }];
}

function toChartRow(label: string, rows: readonly BenchRow[]): ChartRow {
  const [first] = rows;
  const budget = first === undefined ? undefined : budgetOf(first);
  const bound = budget?.of === 'ratio' ? (budget.atLeast ?? budget.atMost) : undefined;
  return {
    label,
    bars: rows.map(({ ratio, spread }) => ({ ratio, ...(spread === undefined ? {} : { spread }) })),
    ...(bound === undefined ? {} : { budget: bound }),
  };
}

function drawHand(report: BenchReport): readonly Chart[] {
  const rows = handRows(report)
    .filter(({ metric }) => metric === 'throughput')
    .map((row) => toChartRow(row.case, [row]));
  if (rows.length === 0) return [];
  const title = 'Throughput against workflows written by hand';
  const subtitle = 'Runs a second as a share of theirs. Thin line: the middle half of the rounds; red: the budget.';
  const ticks = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.5];
  const svg = drawRowChart({ title, subtitle, tones: [''], rows, ticks, format: (ratio) => ratio.toFixed(2) });
  return [{ file: 'hand-throughput.svg', text: `${title}: bars for every case.`, svg }];
}

function drawSoak({ series }: BenchReport): readonly Chart[] {
  return series.slice(0, 1).map(({ case: name, along, points }) => {
    const title = `Heap of the worker in a ${name}`;
    const subtitle = 'After a collection of garbage; a leak would go on rising.';
    const toMib = (kib: number): number => kib / 1_024;
    const lines = [
      { name: 'Octavo', points: points.map(({ at, subject }) => [at, toMib(subject)] as const) },
      { name: 'old engine', points: points.map(({ at, baseline }) => [at, toMib(baseline)] as const) },
    ];
    const format = (value: number): string => `${value} MiB`;
    const svg = drawLineChart({ title, subtitle, along: `${along} of each engine`, lines, format });
    return { file: 'legacy-soak.svg', text: `${title}: two lines.`, svg };
  });
}
