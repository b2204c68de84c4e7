import type { FieldPath, TaskNode } from '@octavo/orchestrators/definitions';

const MAX_LENGTH = 48;

/** Under which condition a way is taken: the `when` beside the field at `at`, else the name of what the field is in. */
export function conditionAt(task: TaskNode, at: FieldPath): string {
  const way = at.slice(0, -1);
  const { when } = (valueAt(task, way) ?? {}) as { readonly when?: unknown };
  if (when === undefined) return String(way.at(-1) ?? '');
  const text = (typeof when === 'string' ? when : JSON.stringify(when)).replace(/^\$\{\s*|\s*\}$/g, '');
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`;
}

function valueAt(task: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<string | number, unknown> | undefined)?.[part], task);
}
