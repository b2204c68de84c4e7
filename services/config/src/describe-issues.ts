import { valueAt } from '@octavo/planner/reading';
import { findNearest } from '@octavo/orchestrators/model';
import type { z } from 'zod';
import { type ConfigProblem, type ConfigSource, problemAt } from './config-problem';
import { fieldSetsAt, isMap } from './fields';

/** A validated value, and its sources. */
export interface CheckedValue {
  readonly value: unknown;
  readonly sourceOf: (path: readonly PropertyKey[]) => ConfigSource;
  /** True if another source may set missing required fields. */
  readonly allowMissing?: boolean;
}

/** The mistakes that a schema found, one for each unknown field, with the nearest name. */
export function describeIssues(schema: z.ZodType, error: z.ZodError, checked: CheckedValue): readonly ConfigProblem[] {
  const issues = error.issues.flatMap((issue) => flattenUnion(issue, valueAt(checked.value, issue.path)));
  return issues.flatMap((issue): readonly ConfigProblem[] => {
    const { path, message } = issue;
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(schema, [path, key], checked));
    if (checked.allowMissing === true && valueAt(checked.value, path) === undefined) return [];
    return [problemAt(checked.sourceOf(path), path, { message })];
  });
}

/**
 * Replaces the issue of a union by those of the member that was probably meant: the one with the fewest unknown fields. If the
 * value has no fields, or no member is a map, the issue of the union itself says what was expected.
 */
function flattenUnion(issue: z.core.$ZodIssue, value: unknown): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const inside = issue.errors.filter((issues) =>
    issues.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'),
  );
  const [meant, ...others] = [...inside].sort((a, b) => countUnknown(a) - countUnknown(b));
  const isEmpty = isMap(value) && Object.keys(value).length === 0;
  if (meant === undefined || (isEmpty && others.length > 0)) return [issue];
  return meant.flatMap((inner) =>
    flattenUnion({ ...inner, path: [...issue.path, ...inner.path] }, valueAt(value, inner.path)),
  );
}

/** Counts unknown fields of the value itself: deeper mistakes do not show which member was meant. */
function countUnknown(issues: readonly z.core.$ZodIssue[]): number {
  const own = issues.filter(({ path }) => path.length === 0);
  return own.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0);
}

/** Field names of ioredis, with Octavo's names. */
const synonyms: Readonly<Record<string, string>> = { name: 'master', sentinels: 'addresses' };

function unknownField(
  schema: z.ZodType,
  [path, key]: readonly [readonly PropertyKey[], string],
  { value, sourceOf }: CheckedValue,
): ConfigProblem {
  const kinds = fieldSetsAt(schema, path);
  const knownFields = [...new Set(kinds.flat())];
  const full = [...path, key];
  const rivals = Object.keys(valueAt(value, path) ?? {}).filter(
    (name) => knownFields.includes(name) && !kinds.some((kind) => kind.includes(name) && kind.includes(key)),
  );
  if (knownFields.includes(key)) return problemAt(sourceOf(full), full, cannotStandBeside(rivals));
  const synonym = Object.hasOwn(synonyms, key) ? synonyms[key] : undefined;
  if (synonym !== undefined && knownFields.includes(synonym))
    return problemAt(sourceOf(full), full, { message: 'unknown field', hint: `write ${synonym}` });
  const nearest = findNearest(key, knownFields);
  const hint = nearest === undefined ? `known fields are ${knownFields.join(', ')}` : `nearest is "${nearest}"`;
  return problemAt(sourceOf(full), full, { message: 'unknown field', hint });
}

function cannotStandBeside(rivals: readonly string[]): { readonly message: string; readonly hint: string } {
  return { message: `cannot be combined with ${rivals.join(', ')}`, hint: 'remove one or the other' };
}
