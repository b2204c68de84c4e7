import type { Evaluator, Json, ListScope, TaskState } from '@octavo/orchestrators';
import { rootScope, TemplateEvaluator } from '@octavo/orchestrators/language';
import type { TaskContext } from '../contracts/task-context';

/** Evaluates the fields of one task. */
export interface Evaluation {
  readonly evaluator: Evaluator;
  readonly scope: ListScope;
  readonly context: TaskContext;
}

/** Makes the evaluator and the scope for the context of a request. */
export function evaluationOf(context: TaskContext): Evaluation {
  const { run, bindings, nowMs } = context;
  const known: Readonly<Record<string, Json>> = { ...bindings, run: { ...run } };
  const scope = rootScope((name) => (Object.hasOwn(known, name) ? known[name] : undefined)).openList();
  for (const state of context.tasks) scope.finish(state);
  return { evaluator: new TemplateEvaluator(() => nowMs), scope, context };
}

/** Adds the names of a handler's expressions: `error`, and the failed task. */
export function withError({ scope, ...rest }: Evaluation, error: Json, failed: TaskState | null): Evaluation {
  const inner = scope.bind({ error }).openList();
  if (failed !== null) inner.finish(failed);
  return { ...rest, scope: inner };
}

/** The workflow's time, RFC 3339. */
export function timeOf({ nowMs }: Pick<TaskContext, 'nowMs'>): string {
  return new Date(nowMs).toISOString();
}
