import {
  checkSchema,
  holdsExpression,
  type Json,
  parseDurationMs,
  type SchemaParts,
  type TaskNode,
} from '@octavo/orchestrators/definitions';
import { z } from 'zod';
import { parsePath } from '../problem';

const TASK_ID = /^[A-Za-z][A-Za-z0-9_]*$/;

/** One expression, as far as a pattern can check it. */
export const ONE_EXPRESSION = /^\s*\$\{[\s\S]*\}\s*$/;

function orExpression(expected: string) {
  return z.string().regex(ONE_EXPRESSION, { error: expected }).meta({ description: 'One expression: ${ … }' });
}

const text = z.string().min(1, { error: 'text that is not empty' });

/** The expected text of a duration. */
export const DURATION = 'a duration such as 500ms, 30s, 1h30m, 7d or PT5M';

const durationText = z
  .string({ error: DURATION })
  .refine((value) => holdsExpression(value) || parseDurationMs(value) !== undefined, {
    params: { code: 'DURATION_INVALID' },
  })
  .meta({ description: `${DURATION}, or text with expressions that result in one`, examples: ['30s'] });

const BOOLEAN = 'true, false or one expression: ${ … }';

const boolean = z
  .union([z.boolean(), orExpression(BOOLEAN)], { error: BOOLEAN })
  .meta({ description: 'true, false or one expression' });

const taskId = z
  .string()
  .max(64, { error: 'at most 64 characters' })
  .regex(TASK_ID, { error: 'letters, digits and _, a letter first' })
  .refine((id) => !RESERVED_IDS.includes(id), { params: { code: 'RESERVED_NAME' } })
  .meta({ description: 'Letters, digits and _; unique in the whole definition.' });

const variable = z
  .string()
  .max(64, { error: 'at most 64 characters' })
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'letters, digits and _, no digit first' })
  .refine((name) => !RESERVED_VARIABLES.includes(name), { params: { code: 'RESERVED_NAME' } });

const jsonSchema = z
  .union([z.boolean(), z.record(z.string(), z.any())], { error: 'a JSON Schema: a map, true or false' })
  .superRefine((schema, context) => {
    for (const { path, message } of checkSchema(schema)) {
      context.addIssue({ code: 'custom', path: [...parsePath(path)], message, params: { code: 'SCHEMA_INVALID' } });
    }
  })
  .meta({ description: 'JSON Schema 2020-12' });

/** True for a field, optional or not, whose value is a JSON Schema. */
export function isJsonSchemaField(schema: z.core.$ZodType | undefined): boolean {
  const inner = schema instanceof z.ZodExactOptional ? schema.unwrap() : schema;
  // `meta` makes a new schema with the same definition.
  return inner?._zod.def === jsonSchema.def;
}

const CODE = 'an error code, or a prefix such as HTTP_5*';

// Refuses names of errors in Step Functions, which would match nothing.
const errorCode = z
  .string()
  .regex(/^[^\s*]+\*?$/, { error: CODE })
  .refine((code) => !code.startsWith('States.'), { params: { expected: CODE } });

/** Ids that the language reserves. */
export const RESERVED_IDS: readonly string[] = ['end', 'in', 'true', 'false', 'null'];

/** Names that `as` and `indexAs` cannot use, because they would hide names of the language. */
export const RESERVED_VARIABLES: readonly string[] = [
  'in',
  'true',
  'false',
  'null',
  'input',
  'vars',
  'tasks',
  'run',
  'secrets',
  'now',
];

/**
 * Parts of the schema of a definition. `task` is the schema of a task inside: any value for validation, which checks tasks
 * one by one, or the full schema for the JSON Schema.
 */
export function schemaParts(task: z.ZodType<TaskNode, TaskNode>): SchemaParts {
  const template: z.ZodType<Json, Json> = z.any();
  return {
    task,
    tasks: z.array(task).min(1, { error: 'one task or more' }),
    duration: durationText,
    boolean,
    text,
    template,
    jsonSchema,
    target: z.string().max(64).meta({ description: 'A task of this list, or end.' }),
    taskId,
    variable,
    codes: z.array(errorCode).min(1),
    notYet,
    wholeNumber: (least, most) => wholeNumber(least, most),
    number: (least, most) => anyNumber(least, most),
  };
}

/** The schema of fields that are refused with NOT_SUPPORTED_YET; recognized by identity. */
export const notYet: z.ZodType<Json, Json> = z.any().meta({ description: 'Not supported yet.' });

function wholeNumber(least: number, most: number | undefined) {
  const literal = most === undefined ? z.int().min(least) : z.int().min(least).max(most);
  const error = `a whole number ${boundsOf(least, most)}, or one expression`;
  return z.union([literal, orExpression(error)], { error });
}

function anyNumber(least: number, most: number | undefined) {
  const literal = most === undefined ? z.number().min(least) : z.number().min(least).max(most);
  const error = `a number ${boundsOf(least, most)}, or one expression`;
  return z.union([literal, orExpression(error)], { error });
}

function boundsOf(least: number, most: number | undefined): string {
  return most === undefined ? `of at least ${least}` : `from ${least} to ${most}`;
}
