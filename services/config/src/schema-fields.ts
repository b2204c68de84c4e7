import { z } from 'zod';

/** The schemas of what may stand at a path; more than one where a field takes this or that. */
export function schemasAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly z.ZodType[] {
  return path.reduce<readonly z.ZodType[]>(
    (schemas, part) => schemas.flatMap((one) => inside(one, part)),
    unwrap(schema),
  );
}

/** The fields that each kind of map at a path has: none where no map may stand. */
export function fieldSetsAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly (readonly string[])[] {
  return schemasAt(schema, path).flatMap((one) => (one instanceof z.ZodObject ? [Object.keys(one.shape)] : []));
}

function inside(schema: z.ZodType, part: PropertyKey): readonly z.ZodType[] {
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as Record<PropertyKey, unknown>;
    const field = Object.hasOwn(shape, part) ? shape[part] : undefined;
    return field instanceof z.ZodType ? unwrap(field) : [];
  }
  const element: unknown =
    schema instanceof z.ZodArray ? schema.element : schema instanceof z.ZodRecord ? schema.valueType : undefined;
  return element instanceof z.ZodType ? unwrap(element) : [];
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
