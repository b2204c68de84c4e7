/** Objects of other languages whose methods are functions in CEL. */
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

/** Names in other workflow systems and languages for values that an expression can read. */
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

/** Task types of other workflow systems, with advice what to write; names in capitals match only in capitals. */
export const foreignTypes: ReadonlyMap<string, string> = tableOf([
  [
    'task simple action activity operation step function call run script shell inline lambda_task exec do_task uses',
    'type `basic` with an `action`',
  ],
  [
    'pass inject set_variable set assign json_jq_transform transform template',
    'type `basic` with the action `transform`, or `set` for variables',
  ],
  ['raise fail throw error', 'type `basic` with the action `fail`'],
  ['http http_request rest webhook', 'type `basic` with the action `http.request`'],
  ['sub_workflow subworkflow subflow workflow start_workflow child', 'type `basic` with the action `workflow.run`'],
  ['choice switch decision exclusive_join if condition branch case conditional', 'type `router` with `routes`'],
  ['fork fork_join all any concurrent gather', 'type `parallel` with `tasks`'],
  [
    'map foreach for_each for dynamic fork_join_dynamic loop_over each iterate iterator matrix',
    'type `collection` with `items` and `task`',
  ],
  ['do while do_while loop repeat until', 'type `composite` with `repeat`'],
  ['sequence group block stage steps try scope', 'type `composite` with `tasks`'],
  [
    'sleep delay timer human pause approval listen event callback receive',
    'type `wait` with `for`, `until` or `signal`',
  ],
  // In lower case, it is a waiting state of Serverless Workflow.
  ['EVENT emit send publish produce notify', 'type `signal`'],
  ['join', 'nothing and leave the task out; a `parallel` waits for its tasks itself'],
  ['terminate', 'type `basic` with the action `fail`; to end without a failure, `then: end` on the task before it'],
  ['succeed success end exit stop', '`then: end` on the task before it'],
  ['reduce sum merge collect join_results', 'type `aggregate`'],
]);

/** A map by name; a row has one value for several names, separated by spaces. */
export function tableOf<Value>(rows: readonly (readonly [names: string, value: Value])[]): ReadonlyMap<string, Value> {
  return new Map(rows.flatMap(([names, value]) => names.split(' ').map((name) => [name, value] as const)));
}

/** What to write in place of a form of another language or workflow system. */
export interface Advice {
  /** Equivalent expressions, the likeliest first. */
  readonly write: readonly string[];
  /** Advice that no expression shows. */
  readonly note?: string;
}

/** ``write `a && b` ``: the text of a hint. */
export function formatAdvice({ write, note }: Advice): string {
  const forms = write.map((form) => `\`${form}\``).join(' or ');
  return [...(forms === '' ? [] : [`write ${forms}`]), ...(note === undefined ? [] : [note])].join('; ');
}
