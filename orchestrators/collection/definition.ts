import { z } from 'zod';
import type { OutputKeys, ProblemReport, SchemaParts, TaskTypeDefinition } from '../contracts/task-type-definition';
import { checkFanOut, checkQuorum, fanOutExpressions, fanOutShape } from '../definitions/fan-out-fields';
import { listOfKeys } from '../definitions/output-keys';
import type { TaskNode } from '../model/plan';
import { checkItems, countItems } from './items-check';

function shape(schemas: SchemaParts) {
  const fanOut = fanOutShape(schemas);
  return {
    items: schemas.template.meta({ description: 'A list, or a map: its items are `{ key, value }`.' }).exactOptional(),
    source: schemas.notYet.exactOptional(),
    task: schemas.task,
    filter: schemas.boolean.meta({ description: 'False: the item is left out.' }).exactOptional(),
    as: schemas.variable.default('item'),
    indexAs: schemas.variable.default('index'),
    mode: z.enum(['parallel', 'sequential', 'batch']).default('parallel'),
    concurrency: schemas.wholeNumber(1, 1000).default(50),
    batchSize: schemas.notYet.exactOptional(),
    ...fanOut,
    strategy: fanOut.strategy.default('wait_all').meta({ description: 'Default wait_all; sequential: fail_fast.' }),
    results: z.enum(['all', 'failed', 'none']).default('all'),
    reduce: schemas.notYet.exactOptional(),
  };
}

/** The type's own fields of a collection, before defaults. */
export type CollectionFields = z.input<z.ZodObject<ReturnType<typeof shape>>>;

type Fields = z.output<z.ZodObject<ReturnType<typeof shape>>>;
type Strategy = NonNullable<Fields['strategy']>;

/** One task for every item, as in a plan: without unsupported fields, and with a strategy. */
export type CollectionTask = TaskNode &
  Omit<Fields, 'source' | 'batchSize' | 'reduce' | 'mode' | 'items'> & {
    readonly items: NonNullable<Fields['items']> | null;
    readonly mode: 'parallel' | 'sequential';
  };

type Written = TaskNode & Partial<Fields>;

/** Source: definition-language, "collection". */
export const collectionDefinition: TaskTypeDefinition = {
  type: 'collection',
  description: 'Runs one task for every item of a list or map.',
  shape,
  children: (task: Written) => [
    {
      at: ['task'],
      tasks: task.task === undefined ? [] : [task.task],
      order: 'single',
      isConcurrent: !isSequential(task),
      variables: itemVariables(task),
      freezesVars: !isSequential(task),
    },
  ],
  expressions: (task: Written) => [
    { at: ['items'], kind: 'list' },
    { at: ['filter'], kind: 'boolean', variables: itemVariables(task) },
    ...fanOutExpressions,
  ],
  traits: () => ({ isWaiting: false, isRemote: false }),
  outputKeys: (task: Written, _, keysOf) => ({
    ...(task.results === 'none' ? {} : { results: listOfKeys(resultKeys(task, keysOf)) }),
    ...{ total: {}, succeeded: {}, failed: {}, skipped: {}, canceled: {} },
    ...(task.reduce === undefined ? {} : { reduced: undefined }),
  }),
  check: (task: Written, report) => {
    checkMode(task, report);
    checkItems(task, report);
    checkFanOut(task, strategyOf(task), report);
    checkQuorum(task, countItems(task), report);
  },
  complete: (task: Written) => (isSequential(task) ? { ...task, strategy: strategyOf(task) } : task),
};

function resultKeys(
  task: Written,
  keysOf: (child: TaskNode | undefined) => OutputKeys | undefined,
): OutputKeys | undefined {
  return task.results === 'failed' ? { index: {}, error: undefined } : keysOf(task.task);
}

function isSequential(task: Written): boolean {
  return task.mode === 'sequential';
}

// A sequential collection stops at its first failure.
function strategyOf(task: Written): Strategy {
  return task.strategy ?? (isSequential(task) ? 'fail_fast' : 'wait_all');
}

function itemNames(task: Written): readonly [string, string] {
  return [task.as ?? 'item', task.indexAs ?? 'index'];
}

function itemVariables(task: Written): OutputKeys {
  return Object.fromEntries(itemNames(task).map((name) => [name, undefined]));
}

function checkMode(task: Written, report: ProblemReport): void {
  if (task.mode === 'batch') {
    report({ at: ['mode'], code: 'NOT_SUPPORTED_YET', message: '`mode: batch` is not supported yet' });
  }
  if (isSequential(task) && task.concurrency !== undefined && task.concurrency !== 1) {
    report({ at: ['concurrency'], code: 'FIELD_CONFLICT', message: '`mode: sequential` runs one item at a time' });
  }
  const [as, indexAs] = itemNames(task);
  if (as === indexAs) {
    report({ at: ['indexAs'], code: 'FIELD_CONFLICT', message: `item and index are both named "${as}"` });
  }
}
