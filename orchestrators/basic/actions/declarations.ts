import { z } from 'zod';
import { errorCodePattern } from '../../model/error-catalogue';
import type { ActionDeclaration } from '../../contracts/action-definition';

/** UPPER_SNAKE_CASE, as every error code. */
const errorCode = z.string().regex(errorCodePattern, 'expected an error code in UPPER_SNAKE_CASE');
const anyJson = z.unknown();
const mapOfJson = z.record(z.string(), anyJson);

const set: ActionDeclaration = {
  name: 'set',
  description: 'Assigns variables of the run, all at once.',
  kind: 'pure',
  input: mapOfJson,
  output: mapOfJson,
  isIdempotent: true,
  isShort: true,
};

const transform: ActionDeclaration = {
  name: 'transform',
  description: 'Gives what `with` says.',
  kind: 'pure',
  input: anyJson,
  output: anyJson,
  isIdempotent: true,
  isShort: true,
};

const log: ActionDeclaration = {
  name: 'log',
  description: "Writes a line to the worker's log.",
  kind: 'pure',
  input: z.strictObject({
    level: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    message: z.string(),
    fields: mapOfJson.default({}),
  }),
  output: z.null(),
  isIdempotent: true,
  isShort: true,
};

const fail: ActionDeclaration = {
  name: 'fail',
  description: 'Fails; without a code, in a handler, with the error that is handled.',
  kind: 'pure',
  input: z.strictObject({
    code: errorCode.optional(),
    message: z.string().optional(),
    details: anyJson.optional(),
    retryable: z.boolean().default(true),
  }),
  output: z.null(),
  isIdempotent: true,
  isShort: true,
};

const temporalActivity: ActionDeclaration = {
  name: 'temporal.activity',
  description: 'Runs any activity of any worker, in any language.',
  kind: 'command',
  input: z.strictObject({ activity: z.string().min(1), args: z.array(anyJson).default([]) }),
  output: anyJson,
  isIdempotent: false,
  isShort: false,
};

const workflowRun: ActionDeclaration = {
  name: 'workflow.run',
  description: 'Runs another definition as a child of this run.',
  kind: 'command',
  input: z.strictObject({
    definition: z.string().min(1),
    version: z.string().optional(),
    input: anyJson.optional(),
    workflowId: z.string().min(1).optional(),
    wait: z.boolean().default(true),
    onCancel: z.enum(['cancel', 'abandon']).default('cancel'),
  }),
  output: anyJson,
  isIdempotent: false,
  isShort: false,
};

/**
 * The declarations of the actions that the workflow runs itself, for the planner and the worker. Not for workflow code,
 * because of zod.
 */
export const workflowActions: readonly ActionDeclaration[] = [set, transform, log, fail, temporalActivity, workflowRun];
