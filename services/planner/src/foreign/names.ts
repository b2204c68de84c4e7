import type { Advice } from './advice';
import { tableOf } from './table-of';

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
export const foreignNames: ReadonlyMap<string, Advice> = new Map([
  ...foreignObjects,
  ...tableOf<Advice>([
    ['steps step jobs job needs activities activity nodes', { write: ['tasks.a.output'] }],
    [
      'github inputs params parameters args arguments payload event trigger request context ctx workflow workflowInput',
      {
        write: ['input'],
      },
    ],
    ['state states', { write: ['input', 'tasks.a.output'] }],
    ['variables variable env globals', { write: ['vars'] }],
    ['outputs output response body', { write: ['result', 'tasks.a.output'] }],
    ['matrix each it element elem value row loop self this', { write: ['item'] }],
    ['i idx counter iteration', { write: ['index'] }],
    ['err exception ex e failure', { write: ['error'] }],
    ['None nil undefined NULL Null none', { write: ['null'] }],
    ['True TRUE yes', { write: ['true'] }],
    ['False FALSE no', { write: ['false'] }],
    ['execution Execution instance process', { write: ['run.id', 'run.workflowId'] }],
  ]),
]);
