import type { SchemaParts } from '../contracts/task-type-definition';
import { defaultRetry } from '../model/plan-defaults';
import type { Json } from '../model/json';
import type { RetryPolicy, TaskNode } from '../model/plan';
import { z } from 'zod';

/** The fields of a basic task besides those of every task. */
export function basicShape(schemas: SchemaParts) {
  return {
    action: z.string().min(1).meta({ description: 'The name of the action to run.' }),
    with: schemas.template.meta({ description: "The action's input." }).default({}),
    execution: z
      .enum(['auto', 'remote', 'local'])
      .meta({ description: 'Default auto: local for short, idempotent actions where nothing has to wait for them.' })
      .exactOptional(),
    taskQueue: schemas.text.exactOptional(),
    heartbeatTimeout: schemas.duration.exactOptional(),
    retry: retrySchema(schemas).default(defaultRetry),
  };
}

/** The type's own fields of a basic task, before defaults. */
export type BasicFields = z.input<z.ZodObject<ReturnType<typeof basicShape>>>;

type Fields = z.output<z.ZodObject<ReturnType<typeof basicShape>>>;

/** One action, as in a plan: with a complete retry policy, and with `execution` decided for actions of activities. */
export type BasicTask = TaskNode &
  Omit<Fields, 'execution' | 'retry' | 'with'> & {
    readonly with: Json;
    readonly execution?: 'remote' | 'local';
    readonly retry: RetryPolicy;
  };

/** A basic task before defaults. */
export type WrittenBasicTask = TaskNode & Partial<Fields>;

/** `retry` before defaults: all fields are optional, and merged field by field with the defaults. */
export function retrySchema(schemas: SchemaParts) {
  const rule = ruleShape(schemas);
  return z.strictObject({
    ...rule,
    totalTimeout: schemas.duration.meta({ description: 'After it, no new attempt.' }).exactOptional(),
    attemptTimeout: schemas.duration.meta({ description: 'Default: `timeout`, else 10m.' }).exactOptional(),
    rules: z
      .array(z.strictObject({ match: schemas.codes, ...rule }))
      .meta({ description: 'For some codes; the first that matches, inheriting the rest.' })
      .exactOptional(),
  });
}

function ruleShape(schemas: SchemaParts) {
  return {
    maxAttempts: schemas.wholeNumber(1).meta({ description: 'Default 3.' }).exactOptional(),
    initialInterval: schemas.duration.meta({ description: 'Default 1s.' }).exactOptional(),
    backoff: z
      .number()
      .min(1)
      .meta({ description: 'Factor from one interval to the next; default 2.' })
      .exactOptional(),
    maxInterval: schemas.duration.meta({ description: 'Default 1m.' }).exactOptional(),
    jitter: z
      .number()
      .min(0)
      .max(1)
      .meta({ description: 'Share of an interval that is left to chance; default 0.' })
      .exactOptional(),
  };
}
