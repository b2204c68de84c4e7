import { z } from 'zod';

type Schema = z.core.$ZodType;

/** The fields of the map at `path` in values of a schema; empty if it is not a map with fixed fields. */
export function fieldsAt(schema: Schema, path: readonly PropertyKey[]): readonly string[] {
  let schemas: readonly Schema[] = [schema];
  for (const part of path) schemas = schemas.flatMap(unwrap).flatMap((inner) => stepInto(inner, part));
  return schemas.flatMap(unwrap).flatMap((inner) => (inner instanceof z.ZodObject ? Object.keys(inner.shape) : []));
}

function unwrap(schema: Schema): readonly Schema[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(unwrap);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional || schema instanceof z.ZodDefault) {
    return unwrap(schema.unwrap());
  }
  return [schema];
}

function stepInto(schema: Schema, part: PropertyKey): readonly Schema[] {
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  const shape: Readonly<Record<string, Schema>> = schema instanceof z.ZodObject ? schema.shape : {};
  const field = Object.hasOwn(shape, part) ? shape[String(part)] : undefined;
  return field === undefined ? [] : [field];
}
