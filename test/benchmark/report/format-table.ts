import { budgetOf, describeBudget, isKept } from '../budgets';
import { type BenchRow, units } from './bench-row';

const TITLES = ['suite', 'case', 'metric', 'Octavo', 'baseline', 'ratio', 'better', 'budget', ''];
const RIGHT_ALIGNED = new Set([3, 4, 5]);

/** The rows as columns of text. */
export function formatTable(rows: readonly BenchRow[]): string {
  const lines = [TITLES, ...rows.map(cellsOf)];
  const widths = TITLES.map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? '').length)));
  const pad = (cell: string, column: number): string => {
    const width = widths[column] ?? 0;
    return RIGHT_ALIGNED.has(column) ? cell.padStart(width) : cell.padEnd(width);
  };
  return lines.map((cells) => cells.map(pad).join('  ').trimEnd()).join('\n');
}

/** What a row shows, here and in the page. */
export function cellsOf(row: BenchRow): readonly string[] {
  const budget = budgetOf(row);
  const unit = units[row.metric];
  return [
    row.suite,
    row.case,
    row.metric,
    `${formatNumber(row.subject)} ${unit}`,
    `${formatNumber(row.baseline)} ${unit}`,
    row.ratio.toFixed(2),
    row.better,
    budget === undefined ? '' : describeBudget(budget),
    budget === undefined ? '' : isKept(row, budget) ? 'kept' : 'MISSED',
  ];
}

/** Thousands with commas; small numbers with the digits that they have. */
export function formatNumber(value: number): string {
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
