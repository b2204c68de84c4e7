import type { Json } from '@octavo/orchestrators';
import { z } from 'zod';

/** The zod schema of any JSON value. */
export const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(json), z.record(z.string(), json)]),
);
