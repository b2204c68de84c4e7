import { z } from 'zod';
import type { ActionDeclaration } from '../contracts/action-definition';
import type { Json } from '../model/json';

const json: z.ZodType<Json> = z.any();
const map = z.record(z.string(), json);
const code = z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'a code in UPPER_SNAKE_CASE such as OUT_OF_STOCK');

const level = z.enum(['debug', 'info', 'warn', 'error']);

/**
 * The actions that the workflow runs itself, as the planner and the builder see them.
 * Source: definition-language, table of actions.
 */
export const workflowActions = [
  declare('set', 'pure', 'Assigns variables.', map, map),
  declare('transform', 'pure', 'Gives its input.', json, json),
  declare(
    'log',
    'pure',
    'Writes to the log of the run.',
    z.strictObject({ level: level.optional(), message: z.string(), fields: map.optional() }),
    z.null(),
  ),
  declare(
    'fail',
    'pure',
    'Fails the task.',
    z.strictObject({
      code: code.optional(),
      message: z.string().optional(),
      details: json.optional(),
      retryable: z.boolean().optional(),
    }),
    z.never(),
  ),
  declare(
    'temporal.activity',
    'command',
    'Runs any Temporal activity, in any language.',
    z.strictObject({ activity: z.string().min(1), args: z.array(json).optional() }),
    json,
  ),
  declare(
    'workflow.run',
    'command',
    'Runs another definition.',
    z.strictObject({
      definition: z.string().min(1),
      version: z.string().min(1).optional(),
      input: json.optional(),
      workflowId: z.string().min(1).optional(),
      wait: z.boolean().optional(),
      onCancel: z.enum(['cancel', 'abandon']).optional(),
    }),
    json,
  ),
] as const;

function declare<const Name extends string, Input extends z.ZodType, Output extends z.ZodType>(
  name: Name,
  kind: 'pure' | 'command',
  description: string,
  input: Input,
  output: Output,
) {
  return { name, kind, description, input, output, isIdempotent: false, isShort: false } satisfies ActionDeclaration;
}
