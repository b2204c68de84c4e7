import { z } from 'zod';
import type { ProblemReport, SchemaParts, TaskTypeDefinition } from '../contracts/task-type-definition';
import { checkExactlyOne } from '../definitions/exactly-one';
import { listOfKeys } from '../definitions/output-keys';
import { hasField } from '../definitions/written-task';
import { holdsExpression, looksLikeExpression } from '../expressions';
import type { TaskNode } from '../model/plan';

function shape(schemas: SchemaParts) {
  return {
    for: schemas.duration.exactOptional(),
    until: schemas.text.meta({ description: 'RFC 3339; one that is past ends the wait at once.' }).exactOptional(),
    signal: schemas.text.meta({ description: 'The name of the signal.' }).exactOptional(),
    where: schemas.boolean.meta({ description: 'Which signals match; sees `signal`.' }).exactOptional(),
    schema: schemas.jsonSchema.meta({ description: 'What the payload must satisfy.' }).exactOptional(),
    count: schemas.wholeNumber(1).default(1),
    distinctBy: schemas.text.default('${ signal.sender }'),
    onInvalid: z.enum(['ignore', 'fail']).default('ignore'),
    process: schemas.task.meta({ description: 'Runs for each signal, one at a time.' }).exactOptional(),
    onTimeout: z.enum(['fail', 'continue']).default('fail'),
  };
}

/** The type's own fields of a wait, before defaults. */
export type WaitFields = z.input<z.ZodObject<ReturnType<typeof shape>>>;

/** A wait for a time or for signals. */
export type WaitTask = TaskNode & z.output<z.ZodObject<ReturnType<typeof shape>>>;

type Written = TaskNode & Partial<WaitTask>;

const SIGNAL_FIELDS = ['where', 'schema', 'count', 'distinctBy', 'onInvalid', 'process', 'onTimeout'];

/** Source: definition-language, "wait". */
export const waitDefinition: TaskTypeDefinition = {
  type: 'wait',
  description: 'Waits for a duration, a point in time, or signals.',
  shape,
  children: (task: Written) =>
    task.process === undefined
      ? []
      : [
          {
            at: ['process'],
            tasks: [task.process],
            order: 'single',
            isConcurrent: false,
            variables: { signal: signalKeys },
          },
        ],
  expressions: () => [
    { at: ['for'], kind: 'duration' },
    { at: ['until'], kind: 'text' },
    { at: ['signal'], kind: 'text' },
    { at: ['count'], kind: 'number' },
    { at: ['where'], kind: 'boolean', variables: { signal: signalKeys } },
    { at: ['distinctBy'], kind: 'computed', variables: { signal: signalKeys } },
  ],
  traits: () => ({ isWaiting: true, isRemote: false }),
  outputKeys: (task: Written, _, keysOf) =>
    hasField(task, 'signal')
      ? {
          signals: listOfKeys(signalKeys),
          signal: signalKeys,
          processed: listOfKeys(keysOf(task.process)),
          timedOut: {},
        }
      : {},
  check: (task: Written, report) => {
    checkExactlyOne(task, [], ['for', 'until', 'signal'], report);
    if (!hasField(task, 'signal')) checkSignalFields(task, report);
    else checkTimeout(task, report);
    checkUntil(task.until, report);
  },
};

const signalKeys = { name: undefined, id: undefined, payload: undefined, sender: undefined, receivedAt: undefined };

function checkSignalFields(task: Written, report: ProblemReport): void {
  for (const field of SIGNAL_FIELDS.filter((name) => hasField(task, name))) {
    report({ at: [field], code: 'FIELD_CONFLICT', message: `\`${field}\` goes with \`signal\`` });
  }
}

// Only the wait's own timeout can end it in this way.
function checkTimeout({ onTimeout, timeout }: Written, report: ProblemReport): void {
  if (onTimeout !== 'continue' || timeout !== undefined) return;
  const message = '`onTimeout: continue` goes with `timeout`';
  report({ at: ['onTimeout'], code: 'FIELD_CONFLICT', message, hint: 'add a `timeout`, or leave `onTimeout` out' });
}

const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

function checkUntil(until: unknown, report: ProblemReport): void {
  if (typeof until !== 'string' || holdsExpression(until)) return;
  if (RFC_3339.test(until) && Number.isFinite(Date.parse(until))) return;
  report({
    at: ['until'],
    code: 'TIMESTAMP_INVALID',
    message: `"${until}" is no timestamp`,
    expected: 'RFC 3339 such as 2030-01-31T12:00:00Z',
    ...(looksLikeExpression(until) ? { hint: `write \${ ${until.trim()} } for an expression` } : {}),
  });
}
