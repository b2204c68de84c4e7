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

/** The JSON Schema of a definition, from the schemas that judge it. */
export function makeJsonSchema(types: readonly TaskTypeDefinition[]): DefinitionJsonSchema {
  const task: z.ZodType<TaskNode, TaskNode> = z.lazy(() => anyTask);
  const parts: SchemaParts = { ...schemaParts(task), tasks: z.array(task).min(1).meta({ id: 'tasks' }) };
  const handler = handlerSchema(parts).meta({ id: 'handler', description: 'What to do about an error.' });
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

// A definition changes a default field by field, so it has none of its own here.
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

// What refers to itself goes by an extra name, which says nothing to the reader of an editor's messages.
function toJsonSchema(schema: z.ZodType): DefinitionJsonSchema {
  const made = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  const names = Object.entries(made.$defs ?? {}).filter(([, inner]) => Object.keys(inner).join() === '$ref');
  let text = JSON.stringify({
    ...made,
    $defs: Object.fromEntries(
      Object.entries(made.$defs ?? {}).filter(([name]) => !names.some(([alias]) => alias === name)),
    ),
  });
  for (const [name, { $ref }] of names) text = text.replaceAll(`"#/$defs/${name}"`, JSON.stringify($ref));
  return JSON.parse(text) as DefinitionJsonSchema;
}

/** What is said of an expression in a key, which nothing evaluates. `at` ends with the key. */
export function describeExpressionKey(at: FieldPath): Finding {
  return {
    at,
    code: 'EXPRESSION_NOT_ALLOWED',
    message: 'the key holds an expression, and keys are never evaluated',
    hint: 'write the whole map as one expression: ${ { input.name: 1 } }',
  };
}
