import type { Advice } from './advice';

/** Objects of other languages, whose methods are functions here. */
export const foreignObjects: ReadonlyMap<string, Advice> = new Map<string, Advice>([
  ['Math', { write: ['max(a, b)', 'min(a, b)', 'round(a)'] }],
  ['JSON', { write: ['parseJson(text)', 'json(value)'] }],
  ['Object', { write: ['keys(map)', 'values(map)', 'entries(map)'] }],
  ['Array', { write: ['[a, b]', 'range(5)'] }],
  ['Number', { write: ['double(text)', 'int(text)'] }],
  ['String', { write: ['string(value)'] }],
  ['Date', { write: ['now', 'timestamp("2030-01-31T12:00:00Z")'] }],
  [
    'States',
    { write: ['"a " + string(b)', 'parseJson(text)', 'json(value)'], note: 'intrinsic functions are functions here' },
  ],
]);

/** What other workflow systems and languages call the things that an expression can read. */
export const foreignNames: ReadonlyMap<string, Advice> = new Map<string, Advice>([
  ...foreignObjects,
  ...namesOf('steps step jobs job needs activities activity nodes', { write: ['tasks.a.output'] }),
  ...namesOf(
    'github inputs params parameters args arguments payload event trigger request context ctx workflow workflowInput',
    {
      write: ['input'],
    },
  ),
  ...namesOf('state states', { write: ['input', 'tasks.a.output'] }),
  ...namesOf('variables variable env globals', { write: ['vars'] }),
  ...namesOf('outputs output response body', { write: ['result', 'tasks.a.output'] }),
  ...namesOf('matrix each it element elem value row loop self this', { write: ['item'] }),
  ...namesOf('i idx counter iteration', { write: ['index'] }),
  ...namesOf('err exception ex e failure', { write: ['error'] }),
  ...namesOf('None nil undefined NULL Null none', { write: ['null'] }),
  ...namesOf('True TRUE yes', { write: ['true'] }),
  ...namesOf('False FALSE no', { write: ['false'] }),
  ...namesOf('execution Execution instance process', { write: ['run.id', 'run.workflowId'] }),
]);

function namesOf(names: string, advice: Advice): readonly (readonly [string, Advice])[] {
  return names.split(' ').map((name) => [name, advice]);
}
