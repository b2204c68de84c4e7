import { codesOf, definitionOf } from './planner.fixture';

// One line for each thing that is refused: what is wrong, the tasks (or the head), and what is told.
// Source: definition-language; the sections are named by the describes.

const T = 'type: basic, action: transform, with: 1';

type Case = readonly [fact: string, tasks: string, told: readonly string[]];

function check(cases: readonly Case[]): void {
  it.each(cases)('%s', (_fact, tasks, told) => {
    expect(codesOf(definitionOf(tasks))).toEqual(told);
  });
}

describe('fields of the definition', () => {
  const heads: readonly Case[] = [
    ['an unknown field', 'retries: 3', ['UNKNOWN_FIELD retries']],
    ['a version that is no semantic version', 'version: "1.0"', ['VALUE_INVALID version']],
    ['a version that YAML reads as a number', 'version: 1.5', ['TYPE_INVALID version']],
    ['labels that are no text', 'labels: { team: 1 }', ['TYPE_INVALID labels.team']],
    ['a title that is a list', 'title: [a]', ['TYPE_INVALID title']],
    ['an input that is no schema', 'input: 5', ['VALUE_INVALID input']],
    ['a schema with a bad keyword', 'input: { type: objekt }', ['SCHEMA_INVALID input.type']],
    [
      'a schema with a remote reference',
      'input: { $ref: "https://example.com/x.json" }',
      ['SCHEMA_INVALID input.$ref'],
    ],
    ['a bad duration', 'timeout: soon', ['DURATION_INVALID timeout']],
    ['defaults of what has none', 'defaults: { maxVisits: 3 }', ['UNKNOWN_FIELD defaults.maxVisits']],
    [
      'defaults with a bad policy',
      'defaults: { retry: { maxAttempts: 0 } }',
      ['VALUE_INVALID defaults.retry.maxAttempts'],
    ],
    ['a variable whose name is none', 'vars: { "a b": 1 }', ['KEY_NOT_ALLOWED vars["a b"]']],
    ['a variable that reads a task', 'vars: { a: "${ tasks.t.output }" }', ['UNKNOWN_VARIABLE vars.a']],
    ['an output that reads an unknown task', 'output: "${ tasks.x.output }"', ['UNKNOWN_TASK output']],
    ['a handler that goes on with a task', 'onError: [{ then: t }]', ['THEN_NOT_ALLOWED onError[0].then']],
    ['a handler that does nothing', 'onError: [{ match: [A] }]', ['EXACTLY_ONE_OF onError[0]']],
  ];
  it.each(heads)('%s', (_fact, head, told) => {
    expect(codesOf(definitionOf(`  - { id: t, ${T} }`, head))).toEqual(told);
  });

  it.each([
    ['no tasks', 'octavo: 1\nid: a\ntasks: []', ['VALUE_INVALID tasks']],
    ['tasks that are no list', 'octavo: 1\nid: a\ntasks: {}', ['TYPE_INVALID tasks']],
    [
      'an id in capitals',
      'octavo: 1\nid: My-Flow\ntasks: [{ id: t, type: basic, action: transform }]',
      ['VALUE_INVALID id'],
    ],
    [
      'an id of 65 characters',
      `octavo: 1\nid: ${'a'.repeat(65)}\ntasks: [{ id: t, type: basic, action: transform }]`,
      ['VALUE_INVALID id'],
    ],
    ['another version of the language', 'octavo: 2\nid: a\nfoo: 1', ['UNSUPPORTED_VERSION octavo']],
    ['a version as text', 'octavo: "1"\nid: a', ['UNSUPPORTED_VERSION octavo']],
    ['a version with a fraction', 'octavo: 1.5\nid: a', ['UNSUPPORTED_VERSION octavo']],
    ['nothing', '', ['TYPE_INVALID']],
    ['a list', '[]', ['TYPE_INVALID']],
    ['a text', 'hello', ['TYPE_INVALID']],
    ['a map without anything', '{}', ['REQUIRED octavo', 'REQUIRED id', 'REQUIRED tasks']],
  ])('%s', (_fact, text, told) => {
    expect(codesOf(text)).toEqual(told);
  });
});

describe('fields of every task', () => {
  check([
    ['a task that is no map', '  - hello', ['TYPE_INVALID tasks[0]']],
    ['no id', `  - { ${T} }`, ['REQUIRED tasks[0].id']],
    ['no type', '  - { id: a, action: transform }', ['REQUIRED tasks[0].type']],
    ['an unknown type', '  - { id: a, type: bassic }', ['UNKNOWN_TASK_TYPE tasks[0].type']],
    ['an id with a hyphen', `  - { id: a-b, ${T} }`, ['VALUE_INVALID tasks[0].id']],
    ['an id with a digit first', `  - { id: 1a, ${T} }`, ['VALUE_INVALID tasks[0].id']],
    ['an id of 65 characters', `  - { id: ${'a'.repeat(65)}, ${T} }`, ['VALUE_INVALID tasks[0].id']],
    ['the reserved id end', `  - { id: end, ${T} }`, ['RESERVED_NAME tasks[0].id']],
    ['the reserved id in', `  - { id: in, ${T} }`, ['RESERVED_NAME tasks[0].id']],
    ['the reserved id true', `  - { id: "true", ${T} }`, ['RESERVED_NAME tasks[0].id']],
    ['an id twice', `  - { id: a, ${T} }\n  - { id: a, ${T} }`, ['DUPLICATE_ID tasks[1].id']],
    [
      'an id twice, in different places',
      `  - { id: a, ${T} }\n  - { id: b, type: composite, tasks: [{ id: a, ${T} }] }`,
      ['DUPLICATE_ID tasks[1].tasks[0].id'],
    ],
    [
      'an id twice, in a handler',
      `  - { id: a, ${T}, onError: [{ do: { id: a, ${T} } }] }`,
      ['DUPLICATE_ID tasks[0].onError[0].do.id'],
    ],
    ['an unknown field', `  - { id: a, ${T}, timout: 5s }`, ['UNKNOWN_FIELD tasks[0].timout']],
    ['a field of another type', `  - { id: a, ${T}, routes: [] }`, ['UNKNOWN_FIELD tasks[0].routes']],
    ['a condition that is text', `  - { id: a, ${T}, if: input.x }`, ['EXPRESSION_EXPECTED tasks[0].if']],
    ['a condition that is a number', `  - { id: a, ${T}, if: 1 }`, ['VALUE_INVALID tasks[0].if']],
    [
      'a condition of two expressions',
      `  - { id: a, ${T}, if: "\${ true } \${ true }" }`,
      ['EXPRESSION_EXPECTED tasks[0].if'],
    ],
    ['a delay without a unit', `  - { id: a, ${T}, delay: 5 }`, ['TYPE_INVALID tasks[0].delay']],
    ['a delay with a bad unit', `  - { id: a, ${T}, delay: 5x }`, ['DURATION_INVALID tasks[0].delay']],
    ['a negative timeout', `  - { id: a, ${T}, timeout: "-5s" }`, ['DURATION_INVALID tasks[0].timeout']],
    ['an empty field', `  - { id: a, ${T}, timeout: }`, ['TYPE_INVALID tasks[0].timeout']],
    ['no visits', `  - { id: a, ${T}, maxVisits: 0 }`, ['VALUE_INVALID tasks[0].maxVisits']],
    ['visits that are an expression', `  - { id: a, ${T}, maxVisits: "\${ 3 }" }`, ['TYPE_INVALID tasks[0].maxVisits']],
    ['a priority of 6', `  - { id: a, ${T}, priority: 6 }`, ['VALUE_INVALID tasks[0].priority']],
    ['a priority of 2.5', `  - { id: a, ${T}, priority: 2.5 }`, ['VALUE_INVALID tasks[0].priority']],
    ['labels with numbers', `  - { id: a, ${T}, labels: { a: 1 } }`, ['TYPE_INVALID tasks[0].labels.a']],
    ['then to an unknown task', `  - { id: a, ${T}, then: b }`, ['UNKNOWN_TASK tasks[0].then']],
    ['then to an expression', `  - { id: a, ${T}, then: "\${ 'a' }" }`, ['UNKNOWN_TASK tasks[0].then']],
    [
      'then into a container',
      `  - { id: a, ${T}, then: c }\n  - { id: b, type: composite, tasks: [{ id: c, ${T} }] }`,
      ['UNKNOWN_TASK tasks[0].then'],
    ],
    [
      'then out of a container',
      `  - { id: b, type: composite, tasks: [{ id: c, ${T}, then: d }] }\n  - { id: d, ${T} }`,
      ['UNKNOWN_TASK tasks[0].tasks[0].then'],
    ],
    [
      'then in a parallel',
      `  - { id: p, type: parallel, tasks: [{ id: a, ${T}, then: end }] }`,
      ['THEN_NOT_ALLOWED tasks[0].tasks[0].then'],
    ],
    [
      'then of the task of a collection',
      `  - { id: c, type: collection, items: [1], task: { id: a, ${T}, then: end } }`,
      ['THEN_NOT_ALLOWED tasks[0].task.then'],
    ],
    [
      'then of the task of a handler',
      `  - { id: a, ${T}, onError: [{ do: { id: b, ${T}, then: end } }] }`,
      ['THEN_NOT_ALLOWED tasks[0].onError[0].do.then'],
    ],
    [
      'needs outside of a parallel',
      `  - { id: a, ${T} }\n  - { id: b, ${T}, needs: [a] }`,
      ['FIELD_CONFLICT tasks[1].needs'],
    ],
  ]);
});

describe('onError', () => {
  check([
    ['nothing to do', `  - { id: a, ${T}, onError: [{ match: [X] }] }`, ['EXACTLY_ONE_OF tasks[0].onError[0]']],
    [
      'two things to do',
      `  - { id: a, ${T}, onError: [{ continue: true, then: end }] }`,
      ['EXACTLY_ONE_OF tasks[0].onError[0].then'],
    ],
    [
      'continue and do',
      `  - { id: a, ${T}, onError: [{ do: { id: b, ${T} }, continue: true }] }`,
      ['EXACTLY_ONE_OF tasks[0].onError[0].continue'],
    ],
    [
      'continue: false',
      `  - { id: a, ${T}, onError: [{ continue: false }] }`,
      ['VALUE_INVALID tasks[0].onError[0].continue'],
    ],
    [
      'then to an unknown task',
      `  - { id: a, ${T}, onError: [{ then: b }] }`,
      ['UNKNOWN_TASK tasks[0].onError[0].then'],
    ],
    [
      'an unknown field',
      `  - { id: a, ${T}, onError: [{ matches: [X], continue: true }] }`,
      ['UNKNOWN_FIELD tasks[0].onError[0].matches'],
    ],
    [
      'a prefix in the middle',
      `  - { id: a, ${T}, onError: [{ match: ["HTTP_*_X"], continue: true }] }`,
      ['VALUE_INVALID tasks[0].onError[0].match[0]'],
    ],
    [
      'match that is text',
      `  - { id: a, ${T}, onError: [{ match: X, continue: true }] }`,
      ['TYPE_INVALID tasks[0].onError[0].match'],
    ],
    ['a map instead of a list', `  - { id: a, ${T}, onError: { continue: true } }`, ['TYPE_INVALID tasks[0].onError']],
    [
      'an unknown variable in when',
      `  - { id: a, ${T}, onError: [{ when: "\${ err.code == 'X' }", continue: true }] }`,
      ['UNKNOWN_VARIABLE tasks[0].onError[0].when'],
    ],
    [
      'an unknown key of the error',
      `  - { id: a, ${T}, onError: [{ when: "\${ error.kode == 'X' }", continue: true }] }`,
      ['UNKNOWN_FIELD tasks[0].onError[0].when'],
    ],
  ]);
});

describe('basic', () => {
  check([
    ['no action', '  - { id: a, type: basic }', ['REQUIRED tasks[0].action']],
    ['an unknown action', '  - { id: a, type: basic, action: charg }', ['UNKNOWN_ACTION tasks[0].action']],
    [
      'an action that is an expression',
      '  - { id: a, type: basic, action: "${ input.a }" }',
      ['UNKNOWN_ACTION tasks[0].action'],
    ],
    [
      'an unknown input',
      '  - { id: a, type: basic, action: charge, with: { amount: 1, curency: X } }',
      ['UNKNOWN_FIELD tasks[0].with.curency'],
    ],
    ['a missing input', '  - { id: a, type: basic, action: charge, with: {} }', ['INPUT_INVALID tasks[0].with.amount']],
    ['a missing with', '  - { id: a, type: basic, action: charge }', ['INPUT_INVALID tasks[0].with.amount']],
    [
      'an input of the wrong type',
      '  - { id: a, type: basic, action: charge, with: { amount: x } }',
      ['INPUT_INVALID tasks[0].with.amount'],
    ],
    ['an unknown execution', `  - { id: a, ${T}, execution: here }`, ['VALUE_INVALID tasks[0].execution']],
    [
      'remote execution of a pure action',
      `  - { id: a, ${T}, execution: remote }`,
      ['FIELD_CONFLICT tasks[0].execution'],
    ],
    ['a task queue of a pure action', `  - { id: a, ${T}, taskQueue: q }`, ['FIELD_CONFLICT tasks[0].taskQueue']],
    [
      'a task queue for local execution',
      '  - { id: a, type: basic, action: slow, execution: local, taskQueue: q }',
      ['FIELD_CONFLICT tasks[0].taskQueue'],
    ],
    ['no attempts', `  - { id: a, ${T}, retry: { maxAttempts: 0 } }`, ['VALUE_INVALID tasks[0].retry.maxAttempts']],
    ['a jitter of 2', `  - { id: a, ${T}, retry: { jitter: 2 } }`, ['VALUE_INVALID tasks[0].retry.jitter']],
    ['a backoff below 1', `  - { id: a, ${T}, retry: { backoff: 0.5 } }`, ['VALUE_INVALID tasks[0].retry.backoff']],
    [
      'a rule without codes',
      `  - { id: a, ${T}, retry: { rules: [{ maxAttempts: 2 }] } }`,
      ['REQUIRED tasks[0].retry.rules[0].match'],
    ],
    [
      'set of a variable that is not declared',
      '  - { id: a, type: basic, action: set, with: { x: 1 } }',
      ['UNKNOWN_VARIABLE tasks[0].with.x'],
    ],
    [
      'a level that log does not have',
      '  - { id: a, type: basic, action: log, with: { level: loud, message: x } }',
      ['INPUT_INVALID tasks[0].with.level'],
    ],
    [
      'a code in small letters',
      '  - { id: a, type: basic, action: fail, with: { code: boom } }',
      ['INPUT_INVALID tasks[0].with.code'],
    ],
    [
      'secrets in a pure action',
      '  - { id: a, type: basic, action: transform, with: "${ secrets.KEY }" }',
      ['SECRETS_NOT_ALLOWED tasks[0].with'],
    ],
    [
      'secrets in another field',
      '  - { id: a, type: basic, action: slow, taskQueue: "${ secrets.KEY }" }',
      ['SECRETS_NOT_ALLOWED tasks[0].taskQueue'],
    ],
  ]);
});

describe('wait', () => {
  check([
    ['nothing to wait for', '  - { id: a, type: wait }', ['EXACTLY_ONE_OF tasks[0]']],
    ['two things', '  - { id: a, type: wait, for: 5s, signal: go }', ['EXACTLY_ONE_OF tasks[0].signal']],
    ['a bad duration', '  - { id: a, type: wait, for: 5 }', ['TYPE_INVALID tasks[0].for']],
    ['a bad timestamp', '  - { id: a, type: wait, until: tomorrow }', ['TIMESTAMP_INVALID tasks[0].until']],
    [
      'a day that is not',
      '  - { id: a, type: wait, until: "2030-13-01T00:00:00Z" }',
      ['TIMESTAMP_INVALID tasks[0].until'],
    ],
    ['a count without a signal', '  - { id: a, type: wait, for: 5s, count: 2 }', ['FIELD_CONFLICT tasks[0].count']],
    ['no signals', '  - { id: a, type: wait, signal: go, count: 0 }', ['VALUE_INVALID tasks[0].count']],
    [
      'a condition in text',
      '  - { id: a, type: wait, signal: go, where: signal.payload.ok }',
      ['EXPRESSION_EXPECTED tasks[0].where'],
    ],
    [
      'an unknown key of the signal',
      '  - { id: a, type: wait, signal: go, where: "${ signal.body.ok }" }',
      ['UNKNOWN_FIELD tasks[0].where'],
    ],
    [
      'a bad schema',
      '  - { id: a, type: wait, signal: go, schema: { type: nothing } }',
      ['SCHEMA_INVALID tasks[0].schema.type'],
    ],
    [
      'an unknown onInvalid',
      '  - { id: a, type: wait, signal: go, onInvalid: retry }',
      ['VALUE_INVALID tasks[0].onInvalid'],
    ],
    ['longer than a year', '  - { id: a, type: wait, for: 366d }', ['LIMIT_EXCEEDED tasks[0].for']],
    [
      'a timeout longer than a year',
      '  - { id: a, type: wait, signal: go, timeout: 8761h }',
      ['LIMIT_EXCEEDED tasks[0].timeout'],
    ],
    [
      'the signal outside of the wait',
      '  - { id: a, type: wait, signal: go, timeout: "${ signal.payload.t }" }',
      ['UNKNOWN_VARIABLE tasks[0].timeout'],
    ],
  ]);
});

describe('signal', () => {
  check([
    ['no target', '  - { id: a, type: signal, signal: go }', ['REQUIRED tasks[0].to']],
    ['an empty target', '  - { id: a, type: signal, signal: go, to: {} }', ['EXACTLY_ONE_OF tasks[0].to']],
    [
      'two targets',
      '  - { id: a, type: signal, signal: go, to: { self: true, parent: true } }',
      ['EXACTLY_ONE_OF tasks[0].to.self'],
    ],
    [
      'where without waiting',
      '  - { id: a, type: signal, signal: go, to: { self: true, where: true } }',
      ['FIELD_CONFLICT tasks[0].to.where'],
    ],
    [
      'runId without workflowId',
      '  - { id: a, type: signal, signal: go, to: { self: true, runId: x } }',
      ['FIELD_CONFLICT tasks[0].to.runId'],
    ],
    ['self: false', '  - { id: a, type: signal, signal: go, to: { self: false } }', ['VALUE_INVALID tasks[0].to.self']],
    [
      'a start without a workflow id',
      '  - { id: a, type: signal, signal: go, to: { start: { definition: d } } }',
      ['REQUIRED tasks[0].to.start.workflowId'],
    ],
    [
      'an unknown onMissing',
      '  - { id: a, type: signal, signal: go, to: { self: true }, onMissing: skip }',
      ['VALUE_INVALID tasks[0].onMissing'],
    ],
    [
      'an unknown key of the target',
      '  - { id: a, type: signal, signal: go, to: { waiting: true, where: "${ target.workflow == 1 }" } }',
      ['UNKNOWN_FIELD tasks[0].to.where'],
    ],
  ]);
});

describe('router', () => {
  check([
    [
      'no routes',
      '  - { id: a, type: router, routes: [], otherwise: { then: end } }',
      ['VALUE_INVALID tasks[0].routes'],
    ],
    [
      'a route without a way',
      '  - { id: a, type: router, routes: [{ when: true }] }',
      ['EXACTLY_ONE_OF tasks[0].routes[0]'],
    ],
    [
      'a route with two ways',
      `  - { id: a, type: router, routes: [{ when: true, then: end, task: { id: b, ${T} } }] }`,
      ['EXACTLY_ONE_OF tasks[0].routes[0].task'],
    ],
    [
      'a route without a condition',
      '  - { id: a, type: router, routes: [{ then: end }], otherwise: { then: end } }',
      ['REQUIRED tasks[0].routes[0].when'],
    ],
    [
      'an unknown target',
      '  - { id: a, type: router, routes: [{ when: true, then: b }] }',
      ['UNKNOWN_TASK tasks[0].routes[0].then'],
    ],
    [
      'an unknown target of otherwise',
      '  - { id: a, type: router, routes: [{ when: "${ input.x }", then: end }], otherwise: { then: b } }',
      ['UNKNOWN_TASK tasks[0].otherwise.then'],
    ],
    [
      'jumps in mode all',
      '  - { id: a, type: router, mode: all, routes: [{ when: true, then: end }] }',
      ['FIELD_CONFLICT tasks[0].routes[0].then'],
    ],
    [
      'jumps in a parallel',
      '  - { id: p, type: parallel, tasks: [{ id: a, type: router, routes: [{ when: true, then: end }] }] }',
      ['THEN_NOT_ALLOWED tasks[0].tasks[0].routes[0].then'],
    ],
    [
      'a misspelt field of a route',
      '  - { id: a, type: router, routes: [{ when: true, thn: end }] }',
      ['EXACTLY_ONE_OF tasks[0].routes[0]', 'UNKNOWN_FIELD tasks[0].routes[0].thn'],
    ],
  ]);
});

describe('parallel', () => {
  const children = (more: string) => `  - { id: p, type: parallel, ${more}tasks: [{ id: a, ${T} }, { id: b, ${T} }] }`;
  check([
    ['no tasks', '  - { id: p, type: parallel, tasks: [] }', ['VALUE_INVALID tasks[0].tasks']],
    [
      'needs of an unknown task',
      `  - { id: p, type: parallel, tasks: [{ id: a, ${T}, needs: [b] }] }`,
      ['UNKNOWN_TASK tasks[0].tasks[0].needs[0]'],
    ],
    [
      'needs of a task outside',
      `  - { id: o, ${T} }\n  - { id: p, type: parallel, tasks: [{ id: a, ${T}, needs: [o] }] }`,
      ['UNKNOWN_TASK tasks[1].tasks[0].needs[0]'],
    ],
    [
      'a task that needs itself',
      `  - { id: p, type: parallel, tasks: [{ id: a, ${T}, needs: [a] }] }`,
      ['CYCLIC_NEEDS tasks[0].tasks[0].needs'],
    ],
    [
      'tasks that need each other',
      `  - { id: p, type: parallel, tasks: [{ id: a, ${T}, needs: [b] }, { id: b, ${T}, needs: [a] }] }`,
      ['CYCLIC_NEEDS tasks[0].tasks[0].needs'],
    ],
    ['a quorum without a race', children('quorum: 2, '), ['FIELD_CONFLICT tasks[0].quorum']],
    ['tolerance of a race', children('strategy: race, tolerate: { count: 1 }, '), ['FIELD_CONFLICT tasks[0].tolerate']],
    [
      'tolerance of best_effort',
      children('strategy: best_effort, tolerate: { count: 1 }, '),
      ['FIELD_CONFLICT tasks[0].tolerate'],
    ],
    ['tolerance of nothing', children('tolerate: {}, '), ['EXACTLY_ONE_OF tasks[0].tolerate']],
    [
      'tolerance of count and percent',
      children('tolerate: { count: 1, percent: 1 }, '),
      ['EXACTLY_ONE_OF tasks[0].tolerate'],
    ],
    ['101 percent', children('tolerate: { percent: 101 }, '), ['VALUE_INVALID tasks[0].tolerate.percent']],
    ['an unknown strategy', children('strategy: failFast, '), ['VALUE_INVALID tasks[0].strategy']],
    ['1,001 at once', children('concurrency: 1001, '), ['VALUE_INVALID tasks[0].concurrency']],
    ['none at once', children('concurrency: 0, '), ['VALUE_INVALID tasks[0].concurrency']],
  ]);
});

describe('collection', () => {
  const each = (more: string) => `  - { id: c, type: collection, ${more}, task: { id: a, ${T} } }`;
  check([
    ['no items', `  - { id: c, type: collection, task: { id: a, ${T} } }`, ['REQUIRED tasks[0].items']],
    ['no task', '  - { id: c, type: collection, items: [1] }', ['REQUIRED tasks[0].task']],
    ['items that are null', each('items: null'), ['TYPE_INVALID tasks[0].items']],
    ['items that are text', each('items: input.list'), ['TYPE_INVALID tasks[0].items']],
    ['items that are a number', each('items: 5'), ['TYPE_INVALID tasks[0].items']],
    ['items that are joined text', each('items: "${ input.a } ${ input.b }"'), ['TYPE_INVALID tasks[0].items']],
    ['names that are equal', each('items: [1], as: x, indexAs: x'), ['FIELD_CONFLICT tasks[0].indexAs']],
    ['a name that is reserved', each('items: [1], as: input'), ['RESERVED_NAME tasks[0].as']],
    [
      'concurrency of a sequence',
      each('items: [1], mode: sequential, concurrency: 5'),
      ['FIELD_CONFLICT tasks[0].concurrency'],
    ],
    ['results that are not', each('items: [1], results: some'), ['VALUE_INVALID tasks[0].results']],
    ['the item in items', each('items: "${ item }"'), ['UNKNOWN_VARIABLE tasks[0].items']],
    [
      'the item under its old name',
      '  - { id: c, type: collection, items: [1], as: line, task: { id: a, type: basic, action: transform, with: "${ item }" } }',
      ['UNKNOWN_VARIABLE tasks[0].task.with'],
    ],
  ]);

  it('refuses set in a parallel collection', () => {
    const tasks =
      '  - { id: c, type: collection, items: [1], task: { id: a, type: basic, action: set, with: { n: 1 } } }';
    expect(codesOf(definitionOf(tasks, 'vars: { n: 0 }'))).toEqual(['SET_NOT_ALLOWED tasks[0].task.action']);
    expect(codesOf(definitionOf(tasks.replace('items:', 'mode: sequential, items:'), 'vars: { n: 0 }'))).toEqual([]);
  });

  it('refuses set deep inside a parallel collection, and allows it in a parallel', () => {
    const set = '{ id: a, type: basic, action: set, with: { n: 1 } }';
    const deep = `  - { id: c, type: collection, items: [1], task: { id: g, type: composite, tasks: [${set}] } }`;
    expect(codesOf(definitionOf(deep, 'vars: { n: 0 }'))).toEqual(['SET_NOT_ALLOWED tasks[0].task.tasks[0].action']);
    const parallel = `  - { id: p, type: parallel, tasks: [${set}] }`;
    expect(codesOf(definitionOf(parallel, 'vars: { n: 0 }'))).toEqual([]);
  });
});

describe('composite', () => {
  const group = (more: string) => `  - { id: g, type: composite, ${more}, tasks: [{ id: a, ${T} }] }`;
  check([
    ['no tasks', '  - { id: g, type: composite, tasks: [] }', ['VALUE_INVALID tasks[0].tasks']],
    ['a repeat without a condition', group('repeat: { max: 3 }'), ['EXACTLY_ONE_OF tasks[0].repeat']],
    [
      'a repeat with two conditions',
      group('repeat: { while: true, until: true }'),
      ['EXACTLY_ONE_OF tasks[0].repeat.until'],
    ],
    ['no rounds', group('repeat: { while: true, max: 0 }'), ['VALUE_INVALID tasks[0].repeat.max']],
    ['a bad delay', group('repeat: { while: true, delay: 5 }'), ['TYPE_INVALID tasks[0].repeat.delay']],
  ]);
});

describe('aggregate', () => {
  check([
    ['no operations', '  - { id: a, type: aggregate }', ['REQUIRED tasks[0].operations']],
    [
      'an unknown operation',
      '  - { id: a, type: aggregate, operations: { x: { op: summ } } }',
      ['VALUE_INVALID tasks[0].operations.x.op'],
    ],
    [
      'an operation that is text',
      '  - { id: a, type: aggregate, operations: { x: tasks.b.output } }',
      ['EXPRESSION_EXPECTED tasks[0].operations.x'],
    ],
    [
      'an operation that is a number',
      '  - { id: a, type: aggregate, operations: { x: 5 } }',
      ['VALUE_INVALID tasks[0].operations.x'],
    ],
    [
      'groupBy without a key',
      '  - { id: a, type: aggregate, operations: { x: { op: groupBy } } }',
      ['REQUIRED tasks[0].operations.x.by'],
    ],
    [
      'an unknown field',
      '  - { id: a, type: aggregate, operations: { x: { op: sum, on: 1 } } }',
      ['UNKNOWN_FIELD tasks[0].operations.x.on'],
    ],
    [
      'the item outside of where and by',
      '  - { id: a, type: aggregate, operations: { x: { op: sum, of: "${ item }" } } }',
      ['UNKNOWN_VARIABLE tasks[0].operations.x.of'],
    ],
  ]);
});

describe('what later versions bring', () => {
  check([
    ['compensate', `  - { id: a, ${T}, compensate: { id: b, ${T} } }`, ['NOT_SUPPORTED_YET tasks[0].compensate']],
    [
      'compensate in a handler',
      `  - { id: a, ${T}, onError: [{ compensate: true, continue: true }] }`,
      ['NOT_SUPPORTED_YET tasks[0].onError[0].compensate'],
    ],
    [
      'intervene',
      `  - { id: a, ${T}, onError: [{ intervene: true }] }`,
      ['NOT_SUPPORTED_YET tasks[0].onError[0].intervene'],
    ],
    [
      'a source',
      `  - { id: c, type: collection, source: { action: slow }, task: { id: a, ${T} } }`,
      ['NOT_SUPPORTED_YET tasks[0].source'],
    ],
    [
      'batches',
      `  - { id: c, type: collection, items: [1], mode: batch, batchSize: 5, task: { id: a, ${T} } }`,
      ['NOT_SUPPORTED_YET tasks[0].mode', 'NOT_SUPPORTED_YET tasks[0].batchSize'],
    ],
    [
      'reduce',
      `  - { id: c, type: collection, items: [1], reduce: { initial: 0, with: "\${ acc + result }" }, task: { id: a, ${T} } }`,
      ['NOT_SUPPORTED_YET tasks[0].reduce'],
    ],
  ]);
});
