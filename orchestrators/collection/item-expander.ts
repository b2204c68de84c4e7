import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json';
import { TaskFailure } from '../model/task-error';

/** More items would need several runs, which this version does not support. */
export const maxItems = 5_000;

/** The items of a list, or of a map as `{ key, value }` in the order of keys. Throws EXPRESSION_FAILED, COLLECTION_TOO_LARGE. */
export function expandItems(items: Json): readonly Json[] {
  const expanded = isJsonObject(items) ? entriesOf(items) : items;
  if (!isJsonList(expanded)) {
    const found = expanded === null ? 'null' : typeof expanded === 'string' ? 'text' : `a ${typeof expanded}`;
    throw new TaskFailure('EXPRESSION_FAILED', `items must give a list or a map, but gave ${found}`);
  }
  if (expanded.length <= maxItems) return expanded;
  const message = `${expanded.length} items are more than the ${maxItems} that a collection runs`;
  throw new TaskFailure('COLLECTION_TOO_LARGE', message);
}

function entriesOf(map: JsonObject): readonly Json[] {
  return Object.keys(map)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((key) => ({ key, value: map[key] ?? null }));
}
