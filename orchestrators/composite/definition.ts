import { z } from 'zod';
import type { SchemaParts, TaskTypeDefinition } from '../contracts/task-type-definition';
import { checkExactlyOne } from '../definitions/exactly-one';
import { anyOfKeys } from '../definitions/output-keys';
import { listOf } from '../definitions/written-task';
import type { TaskNode } from '../model/plan';

function shape(schemas: SchemaParts) {
  return {
    tasks: schemas.tasks,
    repeat: z
      .strictObject({
        while: schemas.boolean.meta({ description: 'Asked before each round.' }).exactOptional(),
        until: schemas.boolean.meta({ description: 'Asked after each round.' }).exactOptional(),
        max: schemas.wholeNumber(1).default(1000),
        delay: schemas.duration.meta({ description: 'Between two rounds.' }).exactOptional(),
      })
      .meta({ description: 'Runs the list again, `while` or `until` something holds.' })
      .exactOptional(),
  };
}

/** The type's own fields of a composite, before defaults. */
export type CompositeFields = z.input<z.ZodObject<ReturnType<typeof shape>>>;

/** Runs a list of tasks in order, once or in rounds. */
export type CompositeTask = TaskNode & z.output<z.ZodObject<ReturnType<typeof shape>>>;

type Written = TaskNode & Partial<CompositeTask>;

/** Source: definition-language, "composite". */
export const compositeDefinition: TaskTypeDefinition = {
  type: 'composite',
  description: 'Runs tasks in order, with `then` among them, once or in rounds.',
  shape,
  children: (task: Written) => [
    {
      at: ['tasks'],
      tasks: listOf(task.tasks),
      order: 'sequence',
      isConcurrent: false,
      isOpen: true,
      isRepeated: task.repeat !== undefined,
    },
  ],
  expressions: () => [
    { at: ['repeat', 'while'], kind: 'boolean', seesOwnList: true },
    { at: ['repeat', 'until'], kind: 'boolean', seesOwnList: true },
    { at: ['repeat', 'max'], kind: 'number' },
    { at: ['repeat', 'delay'], kind: 'duration' },
  ],
  // The output is that of the task that ends last.
  outputKeys: (task: Written, _, keysOf) => anyOfKeys(listOf(task.tasks).map(keysOf)),
  traits: (task: Written) => ({ isWaiting: task.repeat?.delay !== undefined, isRemote: false }),
  check: (task: Written, report) => {
    checkExactlyOne(task.repeat, ['repeat'], ['while', 'until'], report);
  },
};
