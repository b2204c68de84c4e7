import { z } from 'zod';
import type { SchemaParts } from '../contracts/task-type-definition';
import type { Json } from '../model/json';
import type { RetryPolicy, TaskNode } from '../model/plan';
import { defaultRetry } from '../model/action-defaults';
import { retrySchema } from './retry-schema';

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
