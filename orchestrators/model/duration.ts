import { isExactNumber } from './json';

const UNIT_MS = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const;

type Unit = keyof typeof UNIT_MS;

const NUMBER = String.raw`(\d{1,16}(?:\.\d{1,9})?)`;
const SHORT = new RegExp(`^(?:${NUMBER}d)?(?:${NUMBER}h)?(?:${NUMBER}m)?(?:${NUMBER}s)?(?:${NUMBER}ms)?$`);
const ISO_WEEKS = new RegExp(`^P${NUMBER}W$`);
const ISO = new RegExp(`^P(?:${NUMBER}D)?(?:T(?=\\d)(?:${NUMBER}H)?(?:${NUMBER}M)?(?:${NUMBER}S)?)?$`);

/**
 * Parses a duration: `500ms`, `30s`, `5m`, `1h30m`, `7d`, or ISO 8601 with weeks, days, hours, minutes and seconds
 * (`PT5M`, `P1DT2H`). Units come in descending order, each once; a fraction (`1.5h`) is rounded to a millisecond.
 *
 * The only parser of durations. Returns milliseconds, zero or more; undefined if the text is not a duration: negative,
 * without a unit, with ISO years or months (they have no fixed length), or beyond 2^53 ms.
 */
export function parseDurationMs(text: string): number | undefined {
  return (
    sumOf(SHORT.exec(text), ['d', 'h', 'm', 's', 'ms']) ??
    sumOf(ISO.exec(text), ['d', 'h', 'm', 's']) ??
    sumOf(ISO_WEEKS.exec(text), ['w'])
  );
}

/** Writes a duration in its shortest form that {@link parseDurationMs} reads back: `1h30m`, `500ms`, `0s`. */
export function formatDuration(durationMs: number): string {
  let rest = Math.round(durationMs);
  let text = '';
  for (const unit of ['d', 'h', 'm', 's', 'ms'] as const) {
    const count = Math.floor(rest / UNIT_MS[unit]);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * UNIT_MS[unit];
  }
  return text === '' ? '0s' : text;
}

function sumOf(match: RegExpExecArray | null, units: readonly Unit[]): number | undefined {
  const counts = match?.slice(1) ?? [];
  if (!counts.some((count) => count !== undefined)) return undefined;
  const total = units.reduce((sum, unit, index) => sum + Number(counts[index] ?? 0) * UNIT_MS[unit], 0);
  return isExactNumber(total) ? Math.round(total) : undefined;
}
