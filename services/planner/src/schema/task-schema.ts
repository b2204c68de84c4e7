import type { Json, JsonObject, SchemaParts, TaskNode, TaskTypeDefinition } from '@octavo/orchestrators/definitions';
import { z } from 'zod';
import { commonShape } from './definition-schema';
import { isJsonSchemaField, notYet } from './field-schemas';

/** The schema of the tasks of one type. Tasks inside are validated separately. */
export interface TaskSchema {
  readonly definition: TaskTypeDefinition;
  readonly schema: z.ZodType<TaskNode>;
  /** False for the schema that replaces an unknown type. */
  readonly isKnown: boolean;
  /** Fields of the language that are not supported yet. */
  readonly notYet: readonly string[];
  /** Fields whose value is a JSON Schema. */
  readonly jsonSchemas: readonly string[];
  /** The type's own defaults, in the form of a plan. */
  readonly defaults: JsonObject;
  /** Fields whose defaults a definition may set. */
  readonly adjustable: z.ZodRawShape;
}

/** Makes the schema of a type's tasks. It does not fill in defaults, because a plan has each default once. */
export function taskSchemaOf(definition: TaskTypeDefinition, schemas: SchemaParts): TaskSchema {
  const own = definition.shape(schemas);
  const shape = { type: z.literal(definition.type), ...commonShape(schemas), ...own };
  return {
    definition,
    schema: z.strictObject(withoutDefaults(shape)) as unknown as z.ZodType<TaskNode>,
    isKnown: true,
    notYet: Object.keys(shape).filter((field) => isNotYet((shape as z.ZodRawShape)[field])),
    jsonSchemas: Object.keys(own).filter((field) => isJsonSchemaField(own[field])),
    defaults: defaultsOf(own),
    adjustable: pick(withoutDefaults(shape), definition.adjustable ?? []),
  };
}

/** The schema for a task of an unknown type: validates only the fields that every task has. */
export function commonTaskSchema(schemas: SchemaParts): TaskSchema {
  const shape = withoutDefaults(commonShape(schemas));
  return {
    definition: {
      type: '',
      description: '',
      shape: () => ({}),
      children: () => [],
      expressions: () => [],
      traits: () => noTraits,
    },
    schema: z.looseObject(shape) as unknown as z.ZodType<TaskNode>,
    isKnown: false,
    notYet: [],
    jsonSchemas: [],
    defaults: {},
    adjustable: {},
  };
}

const noTraits = { isWaiting: false, isRemote: false };

/** The defaults of the fields that every task has. */
export function commonDefaults(schemas: SchemaParts): JsonObject {
  return defaultsOf(commonShape(schemas));
}

function withoutDefaults(shape: z.ZodRawShape): z.ZodRawShape {
  const entries = Object.entries(shape).map(([field, schema]) => [field, optionalWithoutDefault(schema)] as const);
  return Object.fromEntries(entries);
}

function pick(shape: z.ZodRawShape, fields: readonly string[]): z.ZodRawShape {
  return Object.fromEntries(Object.entries(shape).filter(([field]) => fields.includes(field)));
}

function optionalWithoutDefault(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodDefault ? z.exactOptional(schema.unwrap()) : schema;
}

function defaultsOf(shape: z.ZodRawShape): JsonObject {
  const entries = Object.entries(shape).flatMap(([field, schema]) =>
    schema instanceof z.ZodDefault ? [[field, schema.def.defaultValue as Json] as const] : [],
  );
  return Object.fromEntries(entries);
}

/** True for a field, optional or not, that is not supported yet. */
function isNotYet(schema: z.core.$ZodType | undefined): boolean {
  return schema === notYet || (schema instanceof z.ZodExactOptional && schema.unwrap() === notYet);
}
