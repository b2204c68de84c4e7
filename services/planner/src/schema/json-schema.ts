import type {
  FieldPath,
  JsonObject,
  SchemaParts,
  TaskNode,
  TaskTypeDefinition,
} from '@octavo/orchestrators/definitions';
import type { Finding } from '../problem-collector';
import { commonShape, definitionSchema, handlerSchema } from './definition-schema';
import { schemaParts } from './field-schemas';
import { z } from 'zod';

/** A JSON Schema of draft 2020-12. */
export type DefinitionJsonSchema = JsonObject;

/** The JSON Schema of a definition, from the schemas that validate it. */
export function makeJsonSchema(types: readonly TaskTypeDefinition[]): DefinitionJsonSchema {
  const task: z.ZodType<TaskNode, TaskNode> = z.lazy(() => anyTask);
  const parts: SchemaParts = { ...schemaParts(task), tasks: z.array(task).min(1).meta({ id: 'tasks' }) };
  const handler = handlerSchema(parts).meta({ id: 'handler', description: 'How to handle an error.' });
  const common = commonShape(parts, handler);
  const shapes = types.map((type) => ({ type: z.literal(type.type), ...common, ...type.shape(parts) }));
  const options = shapes.map((shape, index) => {
    const { type, description } = types[index] as TaskTypeDefinition;
    return z.strictObject(shape).meta({ id: type, title: type, description });
  });
  const anyTask = z.union(options).meta({ id: 'task' }) as unknown as z.ZodType<TaskNode, TaskNode>;
  const schema = definitionSchema(parts, adjustableFields(types, shapes), handler);
  return toJsonSchema(schema.meta({ title: 'Octavo definition, version 1' }));
}

// Without defaults, because a definition overrides a default field by field.
function adjustableFields(types: readonly TaskTypeDefinition[], shapes: readonly z.ZodRawShape[]): z.ZodRawShape {
  const entries = types.flatMap(({ adjustable = [] }, index) =>
    adjustable.flatMap((field) => {
      const schema = shapes[index]?.[field];
      return schema === undefined
        ? []
        : [[field, z.exactOptional(schema instanceof z.ZodDefault ? schema.unwrap() : schema)] as const];
    }),
  );
  return Object.fromEntries(entries);
}

// zod adds a generated alias for a schema that refers to itself. References to it are replaced by its target, whose name is
// readable in editors.
function toJsonSchema(schema: z.ZodType): DefinitionJsonSchema {
  const generated = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  const names = Object.entries(generated.$defs ?? {}).filter(([, inner]) => Object.keys(inner).join() === '$ref');
  let text = JSON.stringify({
    ...generated,
    $defs: Object.fromEntries(
      Object.entries(generated.$defs ?? {}).filter(([name]) => !names.some(([alias]) => alias === name)),
    ),
  });
  for (const [name, { $ref }] of names) text = text.replaceAll(`"#/$defs/${name}"`, JSON.stringify($ref));
  return JSON.parse(text) as DefinitionJsonSchema;
}

/** The problem of an expression in a key, which is never evaluated. `at` ends with the key. */
export function describeExpressionKey(at: FieldPath): Finding {
  return {
    at,
    code: 'EXPRESSION_NOT_ALLOWED',
    message: 'the key holds an expression, and keys are never evaluated',
    hint: 'write the whole map as one expression: ${ { input.name: 1 } }',
  };
}
