import type { z } from 'zod';
import type { SchemaParts, TaskTypeDefinition } from '../contracts/task-type-definition';
import { checkFanOut, checkQuorum, fanOutExpressions, fanOutShape } from '../definitions/fan-out-fields';
import { eachOf, listOf } from '../definitions/written-task';
import type { TaskNode } from '../model/plan';

function shape(schemas: SchemaParts) {
  const fanOut = fanOutShape(schemas);
  return {
    tasks: schemas.tasks,
    ...fanOut,
    concurrency: schemas.wholeNumber(1, 1000).default(100),
    strategy: fanOut.strategy.default('wait_all'),
  };
}

/** The type's own fields of a parallel, before defaults. */
export type ParallelFields = z.input<z.ZodObject<ReturnType<typeof shape>>>;

/** Runs tasks at the same time, ordered by `needs`. */
export type ParallelTask = TaskNode & z.output<z.ZodObject<ReturnType<typeof shape>>>;

type Written = TaskNode & Partial<ParallelTask>;

/** Source: definition-language, "parallel". */
export const parallelDefinition: TaskTypeDefinition = {
  type: 'parallel',
  description: 'Runs tasks at the same time, each as soon as what it needs has ended.',
  shape,
  children: (task: Written) => [
    {
      at: ['tasks'],
      tasks: listOf(task.tasks),
      order: 'graph',
      isConcurrent: true,
    },
  ],
  expressions: () => fanOutExpressions,
  traits: () => ({ isWaiting: false, isRemote: false }),
  outputKeys: (task: Written, _, keysOf) =>
    Object.fromEntries(eachOf(task.tasks).map(([child]) => [child.id, keysOf(child)])),
  check: (task: Written, report) => {
    checkFanOut(task, task.strategy ?? 'wait_all', report);
    checkQuorum(task, Array.isArray(task.tasks) ? task.tasks.length : undefined, report);
  },
};
