import type { DifferenceExample } from './evidence-totals';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Evidence is counted by periods of this length. */
export const PERIOD_MS = 5 * MINUTE_MS;
/** How long evidence is kept. */
export const RETENTION_MS = 7 * DAY_MS;
/** How long the id of a batch is remembered, so that it is not counted again. */
export const REMEMBERED_MS = DAY_MS;

/** When the period of a moment began. */
export function periodOf(atMs: number): number {
  return atMs - (atMs % PERIOD_MS);
}

/**
 * From when on evidence counts that comes now: from the begin of the period, or from the last change of the rules where
 * that was later. So no count mixes what came before a change with what came after.
 */
export function countsFrom(nowMs: number, changedAtMs: number): number {
  const period = periodOf(nowMs);
  return changedAtMs > period && changedAtMs <= nowMs ? changedAtMs : period;
}

/** The periods of a window, the latest first, as far as they are kept. */
export function periodsSince(fromMs: number, nowMs: number): readonly number[] {
  const first = periodOf(Math.max(fromMs, nowMs - RETENTION_MS));
  const count = Math.max(0, Math.floor((periodOf(nowMs) - first) / PERIOD_MS) + 1);
  return Array.from({ length: count }, (_, index) => periodOf(nowMs) - index * PERIOD_MS);
}

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
