import type { DifferenceExample } from './evidence-totals';

/** What is kept of one period. Every name begins with the moment from which on it counts: see `fieldOf`. */
export interface EvidencePeriod {
  /** Counter to count. */
  readonly counters: Iterable<readonly [field: string, count: number]>;
  /** Group of differences to count. */
  readonly groups: Iterable<readonly [field: string, count: number]>;
  /** A group's field, with its number of the example before it, to the example. */
  readonly examples: Iterable<readonly [field: string, example: DifferenceExample]>;
}

/** `1767225600000 ["order","basic","equal"]` */
export function fieldOf(fromMs: number, name: string): string {
  return `${fromMs} ${name}`;
}

/** Takes apart what {@link fieldOf} put together. */
export function parseField(field: string): { readonly fromMs: number; readonly name: string } {
  const space = field.indexOf(' ');
  return { fromMs: Number(field.slice(0, space)), name: field.slice(space + 1) };
}

/** `1 1767225600000 ["order","basic","output","/total","value"]`: the first example of a group. */
export function exampleFieldOf(number: number, groupField: string): string {
  return `${number} ${groupField}`;
}

export function groupFieldOf(exampleField: string): string {
  return exampleField.slice(exampleField.indexOf(' ') + 1);
}
