import { z } from 'zod';
import type { OutputKeys } from '../contracts/task-type-definition';
import { anyOfKeys, listOfKeys } from '../definitions/output-keys';

type Schema = z.core.$ZodType;
/** The input side or the output side of a schema, which may have a transform between them. */
type Side = 'in' | 'out';

const known: Readonly<Record<Side, WeakMap<Schema, { readonly keys: OutputKeys | undefined }>>> = {
  in: new WeakMap(),
  out: new WeakMap(),
};

/** The keys of values on one side of a schema, if these are closed objects; undefined if not known. */
export function keysOfSchema(schema: Schema | undefined, side: Side): OutputKeys | undefined {
  if (schema === undefined) return undefined;
  const found = known[side].get(schema);
  if (found !== undefined) return found.keys;
  // The keys of a recursive schema are known up to the recursion.
  known[side].set(schema, { keys: undefined });
  const keys = findKeys(schema, side);
  known[side].set(schema, { keys });
  return keys;
}

function findKeys(schema: Schema, side: Side): OutputKeys | undefined {
  if (schema instanceof z.ZodObject) return keysOfObject(schema, side);
  if (schema instanceof z.ZodPipe) return keysOfSchema(schema[side], side);
  if (schema instanceof z.ZodArray) return listOfKeys(keysOfSchema(schema.element, side));
  if (schema instanceof z.ZodUnion) return anyOfKeys(schema.options.map((option) => keysOfSchema(option, side)));
  if (side === 'out' && isScalar(schema)) return {};
  const inner = wrappedBy(schema);
  return inner === undefined ? undefined : keysOfSchema(inner, side);
}

function isScalar(schema: Schema): boolean {
  return (
    schema instanceof z.ZodNull ||
    schema instanceof z.ZodString ||
    schema instanceof z.ZodNumber ||
    schema instanceof z.ZodBoolean
  );
}

function wrappedBy(schema: Schema): Schema | undefined {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodReadonly) {
    return schema.unwrap();
  }
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional || schema instanceof z.ZodNullable) {
    return schema.unwrap();
  }
  return undefined;
}

function keysOfObject(schema: z.ZodObject, side: Side): OutputKeys | undefined {
  const { catchall } = schema.def;
  if (catchall !== undefined && !(catchall instanceof z.ZodNever)) return undefined;
  const shape: Readonly<Record<string, Schema>> = schema.shape;
  return Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, keysOfSchema(value, side)] as const));
}
