import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Family } from './exposition';

/** A metric as a document has it. */
export interface DocumentedMetric {
  readonly kind: string;
  readonly unit: string;
  readonly labels: readonly string[];
  readonly meaning: string;
}

/** The table of metrics of a document, below the root of the checkout. */
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

/** What a table says of metrics that a worker shows; units are not shown. */
export function asShown(table: Readonly<Record<string, DocumentedMetric>>): readonly Family[] {
  return Object.entries(table)
    .map(([name, { kind, labels, meaning }]) => ({ name, kind, help: meaning, labels: labels.toSorted() }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
