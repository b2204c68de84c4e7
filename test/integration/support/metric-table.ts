import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Family } from './exposition';

/** A metric in a document. */
export interface DocumentedMetric {
  readonly kind: string;
  readonly unit: string;
  readonly labels: readonly string[];
  readonly meaning: string;
}

/** Reads the table of metrics of a document; `file` is relative to the checkout. */
export function readMetricTable(file: string): Readonly<Record<string, DocumentedMetric>> {
  const text = readFileSync(join(__dirname, '../../..', file), 'utf8');
  const rows = text.matchAll(/^\| `(octavo_\w+)` \| (\w+) \| (\S*) ?\| (.*?) ?\| (.*) \|$/gm);
  return Object.fromEntries(
    [...rows].map(([, name = '', kind = '', unit = '', labels = '', meaning = '']) => [
      name,
      { kind, unit, labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label), meaning },
    ]),
  );
}

/** Converts a table to the metrics that a worker exports, which have no units. */
export function asShown(table: Readonly<Record<string, DocumentedMetric>>): readonly Family[] {
  return Object.entries(table)
    .map(([name, { kind, labels, meaning }]) => ({ name, kind, help: meaning, labels: labels.toSorted() }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
