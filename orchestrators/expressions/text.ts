import { MAX_VALUE_DEPTH } from './equality';
import { fail } from './expression-error';
import type { Meter, StepCounter } from './evaluation';
import { toJson } from './result';
import { Duration, isList, Optional, Special, Timestamp, type Value } from './value';

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

/** The cost of writing a part, in steps. */
const PART_STEPS = 4;

/**
 * A text that is the same for two values exactly if they are equal: keys in order, times by instant. Costs four steps a
 * part.
 */
export function writeCanonical(value: Value, meter: StepCounter, depth = 0): string {
  meter.charge(PART_STEPS);
  if (depth > MAX_VALUE_DEPTH) return fail(`values nested deeper than ${MAX_VALUE_DEPTH} are not compared`);
  if (typeof value !== 'object' || value === null) return writeScalar(value, meter);
  if (value instanceof Special) return writeSpecial(value, meter, depth);
  if (isList(value)) return `[${value.map((item) => writeCanonical(item, meter, depth + 1)).join(',')}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${writeCanonical(value[key] ?? null, meter, depth + 1)}`).join(',')}}`;
}

function writeScalar(value: null | boolean | number | string, meter: StepCounter): string {
  if (typeof value === 'string') meter.chargeText(value.length);
  return JSON.stringify(value);
}

function writeSpecial(value: Special, meter: StepCounter, depth: number): string {
  if (value instanceof Timestamp) return `t${value.epochMs}`;
  if (value instanceof Duration) return `d${value.durationMs}`;
  const inner = value instanceof Optional ? value.value : undefined;
  return inner === undefined ? 'o' : `o(${writeCanonical(inner, meter, depth + 1)})`;
}
