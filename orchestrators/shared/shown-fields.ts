import type { Evaluator } from '../contracts/evaluator';
import type { Scope } from '../contracts/scope';
import type { TaskNode } from '../model/plan';
import type { ShownFields } from '../model/task-state';

/** People see it in a line or a few; more would only make every state larger. */
const MAX_CHARACTERS = 1000;

/**
 * What people see of a task, evaluated when it starts. Only what holds an expression is there: the plan has the rest.
 * Throws `TaskFailure`.
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

/** The evaluated ones of a state. */
export function pickShown({ title, description, labels }: ShownFields): ShownFields {
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(labels === undefined ? {} : { labels }),
  };
}
