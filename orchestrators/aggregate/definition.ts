import { z } from 'zod';
import type {
  ExpressionField,
  ProblemReport,
  SchemaParts,
  TaskTypeDefinition,
} from '../contracts/task-type-definition';
import { entriesOf } from '../definitions/written-task';
import type { TaskNode } from '../model/plan';

const OPS = [
  'sum',
  'count',
  'avg',
  'min',
  'max',
  'collect',
  'concat',
  'merge',
  'distinct',
  'groupBy',
  'first',
  'last',
] as const;

function shape(schemas: SchemaParts) {
  const operation = z.strictObject({
    op: z.enum(OPS),
    of: schemas.template.meta({ description: 'A list, or a map: its values. Default: `from`.' }).exactOptional(),
    by: schemas.template.meta({ description: 'The value taken of each item; with groupBy the key.' }).exactOptional(),
    where: schemas.boolean.meta({ description: 'Which items; sees `item` and `index`.' }).exactOptional(),
  });
  const field = z.union([schemas.text, operation], { error: 'one expression, or a map with `op`' });
  return {
    from: schemas.template.meta({ description: "Default: the outputs of this list's finished tasks." }).exactOptional(),
    operations: z
      .record(z.string(), field)
      .meta({ description: 'Field of the output to how it is made; one or more.', minProperties: 1 }),
    schema: schemas.jsonSchema.meta({ description: 'What the output must satisfy.' }).exactOptional(),
  };
}

/** The type's own fields of an aggregate, before defaults. */
export type AggregateFields = z.input<z.ZodObject<ReturnType<typeof shape>>>;

/** Combines many results into one. */
export type AggregateTask = TaskNode & z.output<z.ZodObject<ReturnType<typeof shape>>>;

type Written = TaskNode & Partial<AggregateTask>;

/** Source: definition-language, "aggregate". */
export const aggregateDefinition: TaskTypeDefinition = {
  type: 'aggregate',
  description: 'Makes one result of many; pure.',
  shape,
  children: () => [],
  expressions: (task: Written) => [
    { at: ['from'], kind: 'list' },
    ...entriesOf(task.operations).flatMap(([name, operation]) => expressionsOf(['operations', name], operation)),
  ],
  traits: () => ({ isWaiting: false, isRemote: false }),
  outputKeys: (task: Written) => Object.fromEntries(entriesOf(task.operations).map(([name]) => [name, undefined])),
  check: (task: Written, report) => {
    checkCount(task.operations, report);
    for (const [name, operation] of entriesOf(task.operations)) checkOperation(name, operation, report);
  },
};

function expressionsOf(at: readonly string[], operation: unknown): readonly ExpressionField[] {
  if (typeof operation === 'string') return [{ at, kind: 'computed' }];
  const variables = { item: undefined, index: undefined };
  return [
    { at: [...at, 'of'], kind: 'list' },
    { at: [...at, 'by'], kind: 'computed', variables },
    { at: [...at, 'where'], kind: 'boolean', variables },
  ];
}

function checkCount(operations: Written['operations'], report: ProblemReport): void {
  if (operations === undefined || Object.keys(operations).length > 0) return;
  report({
    at: ['operations'],
    code: 'VALUE_INVALID',
    message: '`operations` is empty',
    expected: 'one operation or more',
  });
}

function checkOperation(name: string, operation: unknown, report: ProblemReport): void {
  const { op, by } = (operation ?? {}) as { op?: unknown; by?: unknown };
  if (op !== 'groupBy' || by !== undefined) return;
  report({ at: ['operations', name, 'by'], code: 'REQUIRED', message: '`groupBy` needs `by`: the key of each item' });
}
