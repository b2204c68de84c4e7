import { maxBytes } from '@octavo/orchestrators/model';

/** The limits of a definition. Source: definition-language, "What is wrong is told well". */
export const limits = {
  textBytes: 1024 * 1024,
  tasks: 10_000,
  /** Tasks around a task. */
  nesting: 32,
  expressionBytes: 4096,
  varsBytes: maxBytes.variables,
  waitMs: 365 * 86_400_000,
  planBytes: maxBytes.payload,
  /** Lists and maps inside each other, whatever they mean: what 32 nested tasks need, and some more. */
  valueDepth: 192,
  /** Values after aliases are expanded. */
  values: 1_000_000,
  /** Characters of all texts and keys after aliases are expanded. */
  characters: 4 * 1024 * 1024,
  /** Problems that are told; a text of nonsense has more. */
  problems: 1000,
  /** Known names that unknown ones are compared with, in all problems together; what comes later has no nearest name. */
  comparisons: 20_000,
} as const;

/** A value as a list; empty where it is none. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A value as a map; undefined where it is none. */
export function asMap(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

/** A value as text; undefined where it is none. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value at a path, read by own properties only; undefined where there is none. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const part of path) {
    const isThere = typeof found === 'object' && found !== null && Object.hasOwn(found, part);
    found = isThere ? (found as Readonly<Record<PropertyKey, unknown>>)[part] : undefined;
  }
  return found;
}
