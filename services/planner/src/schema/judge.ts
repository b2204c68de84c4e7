import type { FieldPath } from '@octavo/orchestrators/definitions';
import type { z } from 'zod';
import { asMap } from '../limits';

type Judged<T> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly error: Pick<z.ZodError, 'issues'> };

/**
 * Validates a value. If zod expects a text or a list of some length, it compares the `length` of any value, and throws if
 * that is a map or a list that cannot be converted to a number.
 */
export function judge<T>(schema: z.ZodType<T>, value: unknown): Judged<T> {
  try {
    return schema.safeParse(value);
  } catch (error) {
    const at = error instanceof TypeError ? findLength(value) : undefined;
    if (at === undefined) throw error;
    const message = 'a map with a key `length` is used where a text or a list is expected';
    const params = { code: 'TYPE_INVALID' };
    return { success: false, error: { issues: [{ code: 'custom', path: [...at], message, params }] } };
  }
}

/** The path of the first map whose `length` is a map or a list. */
function findLength(value: unknown): FieldPath | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const length = asMap(value)?.['length'];
  if (typeof length === 'object' && length !== null) return [];
  for (const [key, inner] of Object.entries(value)) {
    const found = findLength(inner);
    if (found !== undefined) return [Array.isArray(value) ? Number(key) : key, ...found];
  }
  return undefined;
}
