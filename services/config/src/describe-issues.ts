import { findNearest } from '@octavo/orchestrators';
import { z } from 'zod';
import { type ConfigProblem, formatConfigPath } from './config-problem';
import type { ConfigText } from './config-text';

/** The mistakes that a schema found, one for each unknown field, with the nearest name. */
export function describeIssues(
  schema: z.ZodType,
  error: z.ZodError,
  text: ConfigText,
  source: string,
): readonly ConfigProblem[] {
  return error.issues.flatMap(flattenUnion).flatMap((issue): readonly ConfigProblem[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => unknownField(schema, issue.path, key, { text, source }));
    return [{ source, path: formatConfigPath(issue.path), ...text.locate(issue.path), message: issue.message }];
  });
}

/** Where only one member of a union speaks of what is inside the value, that is what was meant. */
function flattenUnion(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const inside = issue.errors.filter((issues) =>
    issues.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'),
  );
  const [meant] = inside;
  if (meant === undefined || inside.length !== 1) return [issue];
  return meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function unknownField(
  schema: z.ZodType,
  path: readonly PropertyKey[],
  key: string,
  { text, source }: { readonly text: ConfigText; readonly source: string },
): ConfigProblem {
  const known = fieldsAt(schema, path);
  const nearest = findNearest(key, known);
  const hint = nearest === undefined ? `known are ${known.join(', ')}` : `nearest is "${nearest}"`;
  const full = [...path, key];
  return { source, path: formatConfigPath(full), ...text.locate(full), message: 'unknown field', hint };
}

function fieldsAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  const found = path.reduce<readonly z.ZodType[]>(
    (schemas, part) => schemas.flatMap((one) => inside(one, part)),
    unwrap(schema),
  );
  return found.flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : []));
}

function inside(schema: z.ZodType, part: PropertyKey): readonly z.ZodType[] {
  if (schema instanceof z.ZodObject) {
    const field: unknown = (schema.shape as Record<PropertyKey, unknown>)[part];
    return field instanceof z.ZodType ? unwrap(field) : [];
  }
  return schema instanceof z.ZodArray && schema.element instanceof z.ZodType ? unwrap(schema.element) : [];
}

/** The schemas behind defaults, optional fields and unions. */
function unwrap(schema: z.ZodType): readonly z.ZodType[] {
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((one) => (one instanceof z.ZodType ? unwrap(one) : []));
  const isWrapper =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  const inner: unknown = isWrapper ? schema.unwrap() : undefined;
  return inner instanceof z.ZodType ? unwrap(inner) : [schema];
}
