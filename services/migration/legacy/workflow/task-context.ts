import type { Json, JsonObject, RunInfo, TaskState } from '@octavo/orchestrators';
import type { TaskContext } from '../contracts/task-context';
import type { LegacyScope } from './legacy-scope';

/** What all tasks of a run see. */
export interface RunValues {
  readonly info: RunInfo;
  readonly input: Json;
  readonly vars: JsonObject;
}

/** The names that handlers and `fail` need although no text mentions them. */
const ALWAYS_BOUND: readonly string[] = ['error', 'vars'];

/** The context of one task: of all that it could see, what its texts mention. Keeps payloads small. */
export function contextOf(config: unknown, scope: LegacyScope, { info, input, vars }: RunValues): TaskContext {
  const words = wordsOf(config);
  const bindings = Object.entries(scope.bindings).filter(([name]) => words.has(name) || ALWAYS_BOUND.includes(name));
  return {
    run: info,
    nowMs: Date.now(),
    ...(words.has('input') ? { input } : {}),
    ...(words.has('vars') ? { vars } : {}),
    bindings: Object.fromEntries(bindings),
    tasks: tasksOf(words, scope),
  };
}

// `tasks[name]` or `tasks` alone may mean any of them.
function tasksOf(words: ReadonlySet<string>, { finished }: LegacyScope): readonly TaskState[] {
  if (!words.has('tasks')) return [];
  const isAny = words.has(ANY_TASK);
  return [...finished.values()].filter(({ id }) => isAny || words.has(id));
}

const ANY_TASK = 'tasks[]';

/** The words of all texts of `value`, and `tasks[]` where a text uses `tasks` without naming one. */
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
