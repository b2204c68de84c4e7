import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { budgetOf, isKept } from '../budgets';
import type { BenchRow } from './bench-row';
import { type Machine, thisMachine } from './machine';

/** What `--json` writes. */
export interface BenchReport {
  /** RFC 3339 UTC. */
  readonly measuredAt: string;
  readonly machine: Machine;
  readonly rows: readonly BenchRow[];
}

export function toReport(rows: readonly BenchRow[]): BenchReport {
  return { measuredAt: new Date().toISOString(), machine: thisMachine(), rows };
}

export async function writeReport(file: string, report: BenchReport): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
}

/** The rows that miss their budget. */
export function missedRows(rows: readonly BenchRow[]): readonly BenchRow[] {
  return rows.filter((row) => {
    const budget = budgetOf(row);
    return budget !== undefined && !isKept(row, budget);
  });
}
