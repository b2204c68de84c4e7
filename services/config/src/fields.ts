import { z } from 'zod';

/** A map in the sense of YAML. */
type Fields = Readonly<Record<string, unknown>>;

/** True for a map in the sense of YAML. */
export function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Builds nested maps from fields with paths; later fields replace earlier ones. */
export function nest(fields: readonly { readonly path: readonly string[]; readonly value: unknown }[]): Fields {
  const names = [...new Set(fields.flatMap(({ path }) => path.slice(0, 1)))];
  return Object.fromEntries(
    names.map((name) => {
      const below = fields.filter(({ path }) => path[0] === name);
      const leaf = below.findLast(({ path }) => path.length === 1);
      return [
        name,
        leaf === undefined ? nest(below.map(({ path, value }) => ({ path: path.slice(1), value }))) : leaf.value,
      ];
    }),
  );
}

/** Removes undefined fields. */
export function withoutUndefined<Values extends object>(
  values: Values,
): { [Name in keyof Values]?: Exclude<Values[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Values;
}

/** The schemas of the value at a path; more than one for a union. */
export function schemasAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly z.ZodType[] {
  return path.reduce<readonly z.ZodType[]>(
    (schemas, part) => schemas.flatMap((one) => inside(one, part)),
    unwrap(schema),
  );
}

/** The fields of each kind of map at a path; empty if no map is allowed there. */
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
