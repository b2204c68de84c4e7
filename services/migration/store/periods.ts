import type { DifferenceExample } from './evidence-totals';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Evidence is counted by periods of this length. */
export const PERIOD_MS = 5 * MINUTE_MS;
/** The retention time of evidence. */
export const RETENTION_MS = 7 * DAY_MS;
/** The retention time of batch ids, which prevent that a batch is counted twice. */
export const REMEMBERED_MS = DAY_MS;

/** The start of the period of a time. */
export function periodOf(atMs: number): number {
  return atMs - (atMs % PERIOD_MS);
}

/**
 * The time from which evidence counts that arrives now: the start of the period, or the last change of the rules if that was
 * later. So no count mixes evidence from before and after a change.
 */
export function countsFrom(nowMs: number, changedAtMs: number): number {
  const period = periodOf(nowMs);
  return changedAtMs > period && changedAtMs <= nowMs ? changedAtMs : period;
}

/** The periods of a window within the retention time, the latest first. */
export function periodsSince(fromMs: number, nowMs: number): readonly number[] {
  const first = periodOf(Math.max(fromMs, nowMs - RETENTION_MS));
  const count = Math.max(0, Math.floor((periodOf(nowMs) - first) / PERIOD_MS) + 1);
  return Array.from({ length: count }, (_, index) => periodOf(nowMs) - index * PERIOD_MS);
}

/** The evidence of one period. Every name starts with the time from which it counts: see `fieldOf`. */
export interface EvidencePeriod {
  /** Counters with their counts. */
  readonly counters: Iterable<readonly [field: string, count: number]>;
  /** Groups of differences with their counts. */
  readonly groups: Iterable<readonly [field: string, count: number]>;
  /** Examples; the field is the number of the example and the field of its group. */
  readonly examples: Iterable<readonly [field: string, example: DifferenceExample]>;
}

/** `1767225600000 ["order","basic","equal"]` */
export function fieldOf(fromMs: number, name: string): string {
  return `${fromMs} ${name}`;
}

/** Parses the result of {@link fieldOf}. */
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
