import type { Evaluator } from '../contracts/evaluator';
import type { Scope } from '../contracts/scope';
import { isJsonList, isJsonObject, type Json } from '../model/json';
import type { Plan, TaskNode } from '../model/plan';
import type { ShownFields } from '../model/task-state';

/** The maximum length of shown texts: people read a line or two, and longer texts would enlarge every state. */
const MAX_CHARACTERS = 1000;

/**
 * The title, description and labels of a task, evaluated when it starts. Contains only fields with expressions; the
 * plan has the others. Throws `TaskFailure`.
 */
export function shownFields({ title, description, labels }: TaskNode, scope: Scope, evaluator: Evaluator): ShownFields {
  const show = (text: string): string => {
    const value = evaluator.value(text, scope);
    return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, MAX_CHARACTERS);
  };
  return {
    ...(isPlain(title) ? {} : { title: show(title) }),
    ...(isPlain(description) ? {} : { description: show(description) }),
    ...(labels === undefined || Object.values(labels).every(isPlain)
      ? {}
      : { labels: Object.fromEntries(Object.entries(labels).map(([name, text]) => [name, show(text)])) }),
  };
}

function isPlain(text: string | undefined): text is undefined {
  return text === undefined || !text.includes('${');
}

/** The evaluated fields of a state. */
export function pickShown({ title, description, labels }: ShownFields): ShownFields {
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(labels === undefined ? {} : { labels }),
  };
}

/**
 * Titles by task id, for all tasks with a plain title; states have the evaluated ones. Ids are unique in a definition.
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
