import { z } from 'zod';
import type { OutputKeys } from '../contracts/task-type-definition';

/** The keys that values of a schema have, as far as it is a closed object; undefined: not known. */
export function keysOfSchema(schema: z.core.$ZodType | undefined): OutputKeys | undefined {
  if (schema instanceof z.ZodObject) return keysOfObject(schema);
  if (schema instanceof z.ZodPipe) return keysOfSchema(schema.out);
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodReadonly) {
    return keysOfSchema(schema.unwrap());
  }
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return keysOfSchema(schema.unwrap());
  return undefined;
}

function keysOfObject(schema: z.ZodObject): OutputKeys | undefined {
  const { catchall } = schema.def;
  if (catchall !== undefined && !(catchall instanceof z.ZodNever)) return undefined;
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
  const entries = Object.entries(shape).map(([key, value]) => [key, keysOfSchema(value)] as const);
  return Object.fromEntries(entries);
}
