import { fail } from './expression-error';
import type { Meter } from './meter';
import { toJson } from './result';
import { Duration, Timestamp, type Value } from './value';

/** The text of a value in a template: text as it is, `null`, maps and lists as JSON. Its length is charged. */
export function toText(value: Value, meter: Meter): string {
  const text = typeof value === 'string' ? value : writeText(value);
  meter.chargeText(text.length);
  return text;
}

function writeText(value: Value): string {
  if (value instanceof Timestamp || value instanceof Duration) return value.toText();
  const json = toJson(value);
  return typeof json === 'string' ? json : writeJson(json);
}

function writeJson(json: unknown): string {
  try {
    return JSON.stringify(json);
  } catch {
    return fail('the value is too large to be written as JSON');
  }
}
