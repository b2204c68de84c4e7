import type { BenchReport } from '../report/bench-report';
import type { BenchRow, Metric } from '../report/bench-row';
import { type StoreKind, stores } from '../world/store-kind';

/** A case of the suite `legacy` with one store. */
export interface LegacyRows {
  readonly case: string;
  readonly rows: readonly BenchRow[];
}

const SUITE = 'legacy';

/** The cases with `store`, in order, without measurements over all cases. */
export function legacyCasesWith({ rows }: BenchReport, store: StoreKind): readonly LegacyRows[] {
  const suffix = `, ${store}`;
  const run = rows.filter(({ suite, case: name, metric }) => isThroughput(suite, metric) && name.endsWith(suffix));
  return run.map(({ case: name }) => ({
    case: name.slice(0, -suffix.length),
    rows: rows.filter((row) => row.suite === SUITE && row.case === name),
  }));
}

/** The measurements over all cases of the suite `legacy`: memory, a soak. */
export function legacyTotals({ rows }: BenchReport): readonly BenchRow[] {
  const cases = new Set(rows.filter(({ suite, metric }) => isThroughput(suite, metric)).map((row) => row.case));
  return rows.filter(({ suite, case: name }) => suite === SUITE && !cases.has(name));
}

function isThroughput(suite: string, metric: Metric): boolean {
  return suite === SUITE && metric === 'throughput';
}

/** The rows of each case, grouped over the stores. */
export function legacyByCase(report: BenchReport): readonly (readonly LegacyRows[])[] {
  const [first = [], ...others] = stores.map((store) => legacyCasesWith(report, store));
  return first.map((one) => [one, ...others.flatMap((all) => all.filter(({ case: name }) => name === one.case))]);
}

/** The suites that run workflows on Temporal, without `legacy`. */
export function handRows({ rows }: BenchReport): readonly BenchRow[] {
  const suites = new Set(rows.filter(({ metric }) => metric === 'cpu').map(({ suite }) => suite));
  return rows.filter(({ suite }) => suite !== SUITE && suites.has(suite));
}

/** The time of commands from their start to their end. */
export function startupRows({ rows }: BenchReport): readonly BenchRow[] {
  return rows.filter(({ suite }) => suite === 'startup');
}

/** Rows that need no server, and memory. */
export function otherRows(report: BenchReport): readonly BenchRow[] {
  const shown = new Set([...handRows(report), ...startupRows(report)]);
  return report.rows.filter((row) => row.suite !== SUITE && !shown.has(row));
}

export function metricOf(rows: readonly BenchRow[], metric: Metric): BenchRow | undefined {
  return rows.find((row) => row.metric === metric);
}
