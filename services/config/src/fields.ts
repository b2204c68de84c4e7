/** What YAML calls a map. */
export type Fields = Readonly<Record<string, unknown>>;

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
