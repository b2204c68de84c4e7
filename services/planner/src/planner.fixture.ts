import type { ActionDeclaration, Plan, TaskNode } from '@octavo/orchestrators/definitions';
import { z } from 'zod';
import { createPlanner, type PlannerOptions } from './create-planner';
import { formatProblems, type Problem } from './problem';

/** An action that runs in an activity, as a user would declare it. */
export function declareAction(name: string, rest: Partial<ActionDeclaration> = {}): ActionDeclaration {
  return { name, kind: 'activity', input: z.any(), output: z.any(), isIdempotent: false, isShort: false, ...rest };
}

/** The actions of the tests, beside those that run in the workflow. */
export const testActions: readonly ActionDeclaration[] = [
  declareAction('charge', {
    input: z.object({ amount: z.number(), currency: z.string().default('EUR') }),
    output: z.object({ receipt: z.string(), card: z.object({ last4: z.string() }) }),
  }),
  declareAction('look-up', { isShort: true, isIdempotent: true }),
  declareAction('slow'),
];

const options: PlannerOptions = { actions: testActions };

/** A definition with these tasks, as YAML. `tasks` is the text under `tasks:`. */
export function definitionOf(tasks: string, head = ''): string {
  return `octavo: 1\nid: test\n${head}\ntasks:\n${tasks}\n`;
}

/** All problems of a definition. */
export function problemsOf(source: unknown, overrides: PlannerOptions = {}): readonly Problem[] {
  return createPlanner({ ...options, ...overrides }).plan(source).problems;
}

/** `CODE path` of all problems. */
export function codesOf(source: unknown, overrides: PlannerOptions = {}): readonly string[] {
  return problemsOf(source, overrides).map(({ code, path }) => `${code} ${path}`.trim());
}

/** The plan of a valid definition; throws the problems of an invalid one. */
export function planOf(source: unknown, overrides: PlannerOptions = {}): Plan {
  const { plan, problems } = createPlanner({ ...options, ...overrides }).plan(source);
  if (plan === undefined) throw new Error(formatProblems(problems));
  return plan;
}

/** The plan's task with an id, at any depth. */
export function taskOf(plan: Plan, id: string): TaskNode & Readonly<Record<string, unknown>> {
  const found = findTask(plan.tasks, id) ?? findTask(plan.onError, id);
  if (found === undefined) throw new Error(`no task ${id} in the plan`);
  return found;
}

function findTask(value: unknown, id: string): (TaskNode & Readonly<Record<string, unknown>>) | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ((value as TaskNode).id === id) return value as TaskNode & Readonly<Record<string, unknown>>;
  for (const inner of Object.values(value)) {
    const found = findTask(inner, id);
    if (found !== undefined) return found;
  }
  return undefined;
}
