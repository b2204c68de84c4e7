import { z } from 'zod';

/** What YAML calls a map. */
type Fields = Readonly<Record<string, unknown>>;

/** True for what YAML calls a map. */
export function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path; undefined where nothing does. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, part) => {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, part)) return undefined;
    return (inner as Record<PropertyKey, unknown>)[part];
  }, value);
}

/** Maps inside each other from fields with their paths; a later one takes the place of an earlier one. */
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

/** Leaves out what is not set. */
export function withoutUndefined<Values extends object>(
  values: Values,
): { [Name in keyof Values]?: Exclude<Values[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Values;
}

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
