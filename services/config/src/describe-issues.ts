import { findNearest } from '@octavo/orchestrators/model';
import type { z } from 'zod';
import type { ConfigProblem } from './config-problem';
import { type ConfigSource, problemAt } from './config-source';
import { valueAt } from './fields';
import { fieldSetsAt } from './schema-fields';

/** What was checked, and who said it. */
export interface CheckedValue {
  readonly value: unknown;
  readonly sourceOf: (path: readonly PropertyKey[]) => ConfigSource;
  /** True where a required field may come from elsewhere. */
  readonly allowMissing?: boolean;
}

/** The mistakes that a schema found, one for each unknown field, with the nearest name. */
export function describeIssues(schema: z.ZodType, error: z.ZodError, checked: CheckedValue): readonly ConfigProblem[] {
  const issues = error.issues.flatMap(flattenUnion);
  return issues.flatMap((issue): readonly ConfigProblem[] => {
    const { path, message } = issue;
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField(schema, [path, key], checked));
    if (checked.allowMissing === true && valueAt(checked.value, path) === undefined) return [];
    return [problemAt(checked.sourceOf(path), path, { message })];
  });
}

/** Where only one member of a union speaks of what is inside the value, that is what was meant. */
function flattenUnion(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const inside = issue.errors.filter((issues) =>
    issues.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'),
  );
  const knowing = inside.filter((issues) => issues.every(({ code }) => code !== 'unrecognized_keys'));
  const [meant, ...others] = knowing.length > 0 ? knowing : inside;
  if (meant === undefined || others.length > 0) return [issue];
  return meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function unknownField(
  schema: z.ZodType,
  [path, key]: readonly [readonly PropertyKey[], string],
  { sourceOf }: CheckedValue,
): ConfigProblem {
  const known = fieldSetsAt(schema, path).flat();
  const nearest = findNearest(key, known);
  const hint = nearest === undefined ? `known are ${known.join(', ')}` : `nearest is "${nearest}"`;
  const full = [...path, key];
  return problemAt(sourceOf(full), full, { message: 'unknown field', hint });
}
