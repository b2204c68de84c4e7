import { z } from 'zod';
import type { ProblemReport, SchemaParts, TaskTypeDefinition } from '../contracts/task-type-definition';
import { checkExactlyOne } from '../definitions/exactly-one';
import { listOfKeys } from '../definitions/output-keys';
import { hasField } from '../definitions/written-task';
import { holdsExpression } from '../expressions';
import type { TaskNode } from '../model/plan';

function shape(schemas: SchemaParts) {
  const start = { definition: schemas.text, workflowId: schemas.text, input: schemas.template.default({}) };
  return {
    signal: schemas.text.meta({ description: 'The name of the signal.' }),
    payload: schemas.template.default(null),
    to: z
      .strictObject({
        workflowId: schemas.text.exactOptional(),
        runId: schemas.text.exactOptional(),
        parent: z.literal(true).exactOptional(),
        self: z.literal(true).exactOptional(),
        waiting: z.literal(true).exactOptional(),
        where: schemas.boolean.meta({ description: 'Which waiting runs; sees `target`.' }).exactOptional(),
        start: z.strictObject(start).exactOptional(),
      })
      .meta({ description: 'Exactly one of workflowId, parent, self, waiting and start.' }),
    signalId: schemas.text.exactOptional(),
    onMissing: z.enum(['fail', 'ignore']).default('fail'),
  };
}

/** The type's own fields of a signal, before defaults. */
export type SignalFields = z.input<z.ZodObject<ReturnType<typeof shape>>>;

/** Sends a signal to another run, or to this one. */
export type SignalTask = TaskNode & z.output<z.ZodObject<ReturnType<typeof shape>>>;

type Written = TaskNode & Partial<SignalTask>;

/** Source: definition-language, "signal". */
export const signalDefinition: TaskTypeDefinition = {
  type: 'signal',
  description: 'Sends a signal; it wakes a wait of another run.',
  shape,
  children: () => [],
  expressions: () => [
    { at: ['signal'], kind: 'text' },
    { at: ['payload'], kind: 'template' },
    { at: ['signalId'], kind: 'text' },
    { at: ['to', 'workflowId'], kind: 'text' },
    { at: ['to', 'runId'], kind: 'text' },
    { at: ['to', 'where'], kind: 'boolean', variables: { target: targetKeys } },
    { at: ['to', 'start', 'definition'], kind: 'text' },
    { at: ['to', 'start', 'workflowId'], kind: 'text' },
    { at: ['to', 'start', 'input'], kind: 'template' },
  ],
  traits: () => ({ isWaiting: false, isRemote: true }),
  outputKeys: () => ({ delivered: {}, workflowIds: listOfKeys({}) }),
  check: (task: Written, report, { definitions }) => {
    checkExactlyOne(task.to, ['to'], ['workflowId', 'parent', 'self', 'waiting', 'start'], report);
    checkCompanions(task.to, report);
    // Reports fields that would have no effect at run time.
    if (task.onMissing !== 'ignore') checkDefinition(task.to?.start?.definition, definitions, report);
  },
};

const targetKeys = {
  workflowId: undefined,
  runId: undefined,
  definition: undefined,
  version: undefined,
  startedAt: undefined,
};

function checkCompanions(to: unknown, report: ProblemReport): void {
  for (const [field, owner] of [
    ['runId', 'workflowId'],
    ['where', 'waiting'],
  ] as const) {
    if (!hasField(to, field) || hasField(to, owner)) continue;
    report({ at: ['to', field], code: 'FIELD_CONFLICT', message: `\`${field}\` goes with \`${owner}\`` });
  }
}

function checkDefinition(id: unknown, known: readonly string[] | undefined, report: ProblemReport): void {
  if (known === undefined || typeof id !== 'string' || holdsExpression(id) || known.includes(id)) return;
  report({
    at: ['to', 'start', 'definition'],
    code: 'UNKNOWN_DEFINITION',
    message: `no definition "${id}" is known`,
    unknown: { name: id, among: known },
  });
}
