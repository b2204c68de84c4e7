import type { JsonObject, RunInfo, Scope, TaskState } from '@octavo/orchestrators';
import type { TaskContext } from '../contracts/task-context';

/** The name that handlers and `fail` need even if no text mentions it. */
const ALWAYS_BOUND = 'error';
/** Names that have their own fields in a context. */
const WITH_FIELDS = new Set(['tasks', 'run']);
const ANY_TASK = 'tasks[]';

/** The context of one task: only the names that its texts mention, so that payloads are small. */
export function contextOf(config: unknown, scope: Scope, run: RunInfo): TaskContext {
  const words = wordsOf(config);
  return { run, nowMs: Date.now(), bindings: bindingsOf(words, scope), tasks: tasksOf(words, scope) };
}

function bindingsOf(words: ReadonlySet<string>, scope: Scope): JsonObject {
  const names = [...words, ALWAYS_BOUND].filter((name) => !WITH_FIELDS.has(name));
  const bound = names.map((name) => [name, scope.get(name)] as const).filter(([, value]) => value !== undefined);
  return Object.fromEntries(bound) as JsonObject;
}

// `tasks[name]` or `tasks` alone can mean any task.
function tasksOf(words: ReadonlySet<string>, scope: Scope): readonly TaskState[] {
  if (!words.has('tasks')) return [];
  const ids = new Set(words.has(ANY_TASK) ? scope.finishedIds() : words);
  return [...ids].flatMap((id) => scope.finished(id) ?? []);
}

/** The words of all texts in `value`, and `tasks[]` if a text uses `tasks` without an id. */
function wordsOf(value: unknown): ReadonlySet<string> {
  const words = new Set<string>();
  collectWords(value, words);
  return words;
}

function collectWords(value: unknown, words: Set<string>): void {
  if (typeof value === 'string') {
    for (const word of value.match(/[A-Za-z_]\w*/g) ?? []) words.add(word);
    if (/\btasks\b(?!\s*\.)/.test(value)) words.add(ANY_TASK);
  } else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) collectWords(inner, words);
  }
}
