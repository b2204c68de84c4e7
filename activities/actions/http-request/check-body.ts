import type { Json } from '@octavo/orchestrators';

/** What a body has against a JSON Schema. */
export function checkBody(_schema: unknown, _body: Json): readonly string[] {
  return [];
}
