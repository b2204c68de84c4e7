import type { Json } from '@octavo/orchestrators';
import { messageOf, nameOf } from '../thrown';

/**
 * Converts any value to JSON for a log line. Errors become `{ name, message }`, big integers text. Never throws: a value that
 * cannot be converted becomes `{ omitted: reason }`.
 */
export function toLoggable(value: unknown): Json {
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return value as Json;
  try {
    return JSON.parse(JSON.stringify(value, replace) ?? 'null') as Json;
  } catch (error) {
    return { omitted: messageOf(error) };
  }
}

/** Converts any value to the message of a log line. */
export function toLogText(message: unknown): string {
  return typeof message === 'string' ? message : JSON.stringify(toLoggable(message));
}

function replace(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Error ? { name: nameOf(value) ?? 'Error', message: messageOf(value) } : value;
}
