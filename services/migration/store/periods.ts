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
