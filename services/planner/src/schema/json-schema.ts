import type { JsonObject, TaskNode, TaskTypeDefinition } from '@octavo/orchestrators/definitions';
import { z } from 'zod';
import { commonShape } from './common-fields';
import { definitionSchema } from './definition-schema';
import { schemaParts } from './field-schemas';

/** A JSON Schema of draft 2020-12. */
export type DefinitionJsonSchema = JsonObject;

/** The JSON Schema of a definition, from the schemas that judge it. */
export function makeJsonSchema(types: readonly TaskTypeDefinition[]): DefinitionJsonSchema {
  const task: z.ZodType<TaskNode> = z.lazy(() => union).meta({ id: 'task' });
  const parts = schemaParts(task);
  const adjustable: Record<string, z.core.$ZodType> = {};
  const options = types.map((type) => {
    const shape: z.ZodRawShape = { type: z.literal(type.type), ...commonShape(parts), ...type.shape(parts) };
    for (const field of type.adjustable ?? [])
      if (shape[field] !== undefined) adjustable[field] = z.exactOptional(shape[field]);
    return z.strictObject(shape).meta({ id: type.type, title: type.type, description: type.description });
  });
  const union = z.union(options) as unknown as z.ZodType<TaskNode>;
  const schema = definitionSchema(parts, adjustable).meta({ title: 'Octavo definition, version 1' });
  return z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }) as unknown as DefinitionJsonSchema;
}
