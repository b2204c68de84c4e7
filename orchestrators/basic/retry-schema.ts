import { z } from 'zod';
import type { SchemaParts } from '../contracts/task-type-definition';

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
