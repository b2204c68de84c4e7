import type { Json } from '@octavo/orchestrators';
import { z } from 'zod';

/** The zod schema of any JSON value. */
export const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(json), z.record(z.string(), json)]),
);

/**
 * Converts a value to JSON. Dates become text; NaN and infinite numbers become null, as does a value that is undefined or a
 * function. Properties with such values are left out.
 *
 * @throws TypeError for cycles and big integers; also throws the errors of getters and of `toJSON`
 */
export function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value) ?? 'null') as Json;
}
