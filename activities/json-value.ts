import type { Json } from '@octavo/orchestrators';
import { z } from 'zod';

/** The zod schema of any JSON value. */
export const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(json), z.record(z.string(), json)]),
);

/**
 * A copy of the value that is JSON: dates become text; what JSON does not have, such as NaN and functions, becomes null.
 *
 * @throws TypeError for values with a cycle and big integers, and what getters and `toJSON` throw
 */
export function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value) ?? 'null') as Json;
}
