import type { TaskPriority } from '../contracts/action-runner';
import type { Evaluator } from '../contracts/evaluator';
import type { Scope } from '../contracts/scope';
import type { TaskNode } from '../model/plan';

/** The priority at the start of a run. Source: definition-language, "Every task". */
export const defaultPriority: TaskPriority = { priority: 3 };

/** The priority of `task`: its own fields; fields that it does not set come from its container. */
export function inheritedPriority(
  task: TaskNode,
  scope: Scope,
  evaluator: Evaluator,
  outer: TaskPriority,
): TaskPriority {
  const { priority, fairnessKey, fairnessWeight } = task;
  if (priority === undefined && fairnessKey === undefined && fairnessWeight === undefined) return outer;
  return {
    ...outer,
    ...(priority === undefined ? {} : { priority: evaluator.wholeNumber(priority, scope, { least: 1, most: 5 }) }),
    ...(fairnessKey === undefined ? {} : { fairnessKey: evaluator.text(fairnessKey, scope) }),
    ...(fairnessWeight === undefined
      ? {}
      : { fairnessWeight: evaluator.number(fairnessWeight, scope, { least: 0.001, most: 1000 }) }),
  };
}
