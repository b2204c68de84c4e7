import { isJsonList, isJsonObject, type Json } from '../model/json';
import type { Plan } from '../model/plan';

/**
 * Titles by task id, of all tasks that have a plain one: what an expression makes, the state has. Ids are unique in a
 * definition, wherever its tasks stand.
 */
export function plainTitles(plan: Plan): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  collect([...plan.tasks, ...(plan.onError ?? [])] as unknown as Json, titles);
  return titles;
}

function collect(value: Json, titles: Map<string, string>): void {
  if (isJsonList(value)) for (const item of value) collect(item, titles);
  if (!isJsonObject(value)) return;
  const { id, type, title } = value;
  if (typeof id === 'string' && typeof type === 'string' && typeof title === 'string' && !title.includes('${'))
    titles.set(id, title);
  for (const field of Object.values(value)) if (typeof field === 'object') collect(field, titles);
}
