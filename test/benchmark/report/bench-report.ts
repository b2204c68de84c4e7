import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { OtherLoad } from '../measuring/other-load';
import type { ServerVersions } from '../world/server-versions';
import type { BenchRow, Series } from './bench-row';
import { judge } from './judge';
import type { Machine } from './machine';

/** The output of `--json`. */
export interface BenchReport {
  /** The start; RFC 3339 UTC. */
  readonly measuredAt: string;
  readonly minutes: number;
  /** One short round: timings are not reliable. */
  readonly isQuick: boolean;
  readonly machine: Machine;
  /** Absent if no suite needed them. */
  readonly servers?: ServerVersions;
  readonly load: OtherLoad;
  readonly rows: readonly BenchRow[];
  readonly series: readonly Series[];
}

export async function writeReport(file: string, report: BenchReport): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, formatReport(report));
}

/** JSON with a line for each row, so that two results are easy to compare. */
function formatReport({ rows, series, ...conditions }: BenchReport): string {
  const list = (items: readonly unknown[]): string => items.map((item) => `\n    ${JSON.stringify(item)}`).join(',');
  const head = JSON.stringify(conditions, null, 2).slice(0, -2);
  return `${head},\n  "rows": [${list(rows)}\n  ],\n  "series": [${list(series)}\n  ]\n}\n`;
}

/** The rows that miss their budget. */
export function missedRows({ rows, isQuick }: Pick<BenchReport, 'rows' | 'isQuick'>): readonly BenchRow[] {
  return rows.filter((row) => judge(row, { isQuick }) === 'missed');
}
