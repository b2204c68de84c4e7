import { codesOf, definitionOf } from './planner.fixture';

// The names that expressions may use, and where. Source: definition-language, "Expressions", "Which tasks can be read".

const T = 'type: basic, action: transform, with: 1';
const read = (id: string, expression: string, extraFields = '') =>
  `{ id: ${id}, type: basic, action: transform, with: "\${ ${expression} }"${extraFields} }`;

function codesFor(tasks: readonly string[], head = ''): readonly string[] {
  return codesOf(definitionOf(tasks.map((task) => `  - ${task}`).join('\n'), head)).filter(
    (code) => !/UNREACHABLE_TASK|ROUTER_/.test(code),
  );
}

describe('names', () => {
  it.each([
    ['input, vars, run and now', '[input.x, vars.n, run.id, run.parent, now]', []],
    ['names bound by a macro', '[1, 2].map(e, e * 2)', []],
    ['an optional key', 'input.?x.orValue(1)', []],
    ['an unknown name', 'inputs.x', ['UNKNOWN_VARIABLE tasks[0].with']],
    ['an unknown variable', 'vars.m', ['UNKNOWN_VARIABLE tasks[0].with']],
    ['an unknown variable in `has`', 'has(vars.m)', ['UNKNOWN_VARIABLE tasks[0].with']],
    ['an unknown key of the run', 'run.name', ['UNKNOWN_FIELD tasks[0].with']],
    ['an unknown function', 'upper(input.x)', ['EXPRESSION_INVALID tasks[0].with']],
    ['an incomplete expression', '1 +', ['EXPRESSION_INVALID tasks[0].with']],
    ['all tasks at once', 'keys(tasks)', ['UNKNOWN_TASK tasks[0].with']],
    ['the item outside of a collection', 'item', ['UNKNOWN_VARIABLE tasks[0].with']],
    ['the result outside of outputs', 'result', ['UNKNOWN_VARIABLE tasks[0].with']],
    ['the error outside of a handler', 'error.code', ['UNKNOWN_VARIABLE tasks[0].with']],
  ])('%s', (_fact, expression, codes) => {
    expect(codesFor([read('a', expression)], 'vars: { n: 0 }')).toEqual(codes);
  });

  it('reports an expression without an end', () => {
    expect(codesFor(['{ id: a, type: basic, action: transform, with: "${ input.x" }'])).toEqual([
      'EXPRESSION_INVALID tasks[0].with',
    ]);
  });

  it('reads $${ as text', () => {
    expect(codesFor(['{ id: a, type: basic, action: transform, with: "$${ nothing }" }'])).toEqual([]);
  });

  it('refuses expressions in the keys of maps', () => {
    expect(codesFor(['{ id: a, type: basic, action: transform, with: { "${ nothing }": 1 } }'])).toEqual([
      'EXPRESSION_NOT_ALLOWED tasks[0].with["${ nothing }"]',
    ]);
  });

  it('finds expressions deep inside of with', () => {
    expect(codesFor(['{ id: a, type: basic, action: transform, with: { x: [1, { y: "${ nothing }" }] } }'])).toEqual([
      'UNKNOWN_VARIABLE tasks[0].with.x[1].y',
    ]);
  });

  it('knows the keys of a closed input', () => {
    const head = 'input: { type: object, properties: { a: {}, b: { type: object } }, additionalProperties: false }';
    expect(codesFor([read('t', 'input.a + input.b.any')], head)).toEqual([]);
    expect(codesFor([read('t', 'input.c')], head)).toEqual(['UNKNOWN_FIELD tasks[0].with']);
  });

  it('sees secrets by name in `with` of an action that runs in an activity', () => {
    const all = '{ id: a, type: basic, action: slow, with: "${ secrets }" }';
    expect(codesFor([all])).toEqual(['SECRETS_NOT_ALLOWED tasks[0].with']);
    expect(codesFor(['{ id: a, type: basic, action: slow, with: { key: "${ secrets.KEY }" } }'])).toEqual([]);
  });
});

describe('tasks of a list', () => {
  it('sees earlier tasks', () => {
    expect(codesFor([`{ id: a, ${T} }`, read('b', 'tasks.a.output')])).toEqual([]);
  });

  it('does not see later tasks', () => {
    expect(codesFor([read('b', 'tasks.a.output'), `{ id: a, ${T} }`])).toEqual(['REFERENCE_UNREACHABLE tasks[0].with']);
  });

  it('may ask for later tasks with `has`', () => {
    expect(codesFor([read('b', 'has(tasks.a) ? 1 : 2'), `{ id: a, ${T} }`])).toEqual([]);
  });

  it('sees later tasks if a jump leads back', () => {
    expect(codesFor([read('b', 'has(tasks.a) ? tasks.a.output : 0'), `{ id: a, ${T}, then: b }`])).toEqual([]);
  });

  it('does not see itself, unless a jump leads back to it', () => {
    expect(codesFor([read('a', 'tasks.a.output')])).toEqual(['REFERENCE_UNREACHABLE tasks[0].with']);
    expect(codesFor([read('a', 'tasks.a.output', ', then: a')])).toEqual([]);
  });

  it('does not see tasks that a jump skips', () => {
    expect(codesFor([`{ id: a, ${T}, then: c }`, `{ id: b, ${T} }`, read('c', 'tasks.b.output')])).toEqual([
      'REFERENCE_UNREACHABLE tasks[2].with',
    ]);
  });

  it('sees both routes of a router', () => {
    const router = '{ id: r, type: router, routes: [{ when: true, then: a }, { when: true, then: b }] }';
    expect(
      codesFor([
        router,
        `{ id: a, ${T}, then: c }`,
        `{ id: b, ${T} }`,
        read('c', 'has(tasks.a) ? tasks.a.output : tasks.b.output'),
      ]),
    ).toEqual([]);
  });

  it('sees the task after one whose then is ignored when it is skipped', () => {
    expect(
      codesFor([`{ id: a, ${T}, if: "\${ input.x }", then: end }`, `{ id: b, ${T} }`, read('c', 'tasks.b.output')]),
    ).toEqual([]);
  });

  it('reports unknown tasks and unknown fields of tasks', () => {
    expect(codesFor([`{ id: a, ${T} }`, read('b', 'tasks.aa.output')])).toEqual(['UNKNOWN_TASK tasks[1].with']);
    expect(codesFor([`{ id: a, ${T} }`, read('b', 'has(tasks.aa)')])).toEqual(['UNKNOWN_TASK tasks[1].with']);
    expect(codesFor([`{ id: a, ${T} }`, read('b', 'tasks.a.result')])).toEqual(['UNKNOWN_FIELD tasks[1].with']);
    expect(codesFor([`{ id: a, ${T} }`, read('b', 'tasks.a.error.kode')])).toEqual(['UNKNOWN_FIELD tasks[1].with']);
    expect(codesFor([`{ id: a, ${T} }`, read('b', "tasks['a'].output")])).toEqual([]);
  });
});

describe('containers', () => {
  it('sees the enclosing list, but not the inside of another container', () => {
    const group = `{ id: g, type: composite, tasks: [{ id: b, ${T} }, ${read('c', 'tasks.a.output + tasks.b.output')}] }`;
    expect(codesFor([`{ id: a, ${T} }`, group])).toEqual([]);
    expect(codesFor([group.replace('tasks.a.output + ', ''), read('d', 'tasks.b.output')])).toEqual([
      'REFERENCE_UNREACHABLE tasks[1].with',
    ]);
  });

  it('does not see the enclosing container, even with `has`', () => {
    expect(codesFor([`{ id: g, type: composite, tasks: [${read('b', 'tasks.g.output')}] }`])).toEqual([
      'REFERENCE_UNREACHABLE tasks[0].tasks[0].with',
    ]);
    expect(codesFor([`{ id: g, type: composite, tasks: [${read('b', 'has(tasks.g)')}] }`])).toEqual([
      'REFERENCE_UNREACHABLE tasks[0].tasks[0].with',
    ]);
  });

  it('sees its own list in outputs and repeat of a composite', () => {
    const group = (extraFields: string) => `{ id: g, type: composite, tasks: [{ id: b, ${T} }], ${extraFields} }`;
    expect(codesFor([group('outputs: "${ tasks.b.output }"')])).toEqual([]);
    expect(codesFor([group('repeat: { until: "${ tasks.b.output > 1 }" }')])).toEqual([]);
    expect(codesFor([group('if: "${ has(tasks.b) }"')])).toEqual(['REFERENCE_UNREACHABLE tasks[0].if']);
    expect(codesFor([group('repeat: { until: true, max: "${ tasks.b.output }" }')])).toEqual([
      'REFERENCE_UNREACHABLE tasks[0].repeat.max',
    ]);
  });

  it('sees the previous round in a composite that repeats', () => {
    const tasks = `[${read('a', 'has(tasks.b) ? tasks.b.output : 0')}, { id: b, ${T} }]`;
    expect(codesFor([`{ id: g, type: composite, tasks: ${tasks}, repeat: { while: true } }`])).toEqual([]);
  });

  it('sees only the siblings that it needs in a parallel, directly or not', () => {
    const tasks = (needs: string) =>
      `{ id: p, type: parallel, tasks: [{ id: a, ${T} }, { id: b, ${T}, needs: [a] }, ${read('c', 'tasks.a.output', needs)}] }`;
    expect(codesFor([tasks(', needs: [b]')])).toEqual([]);
    expect(codesFor([tasks('')])).toEqual(['REFERENCE_UNREACHABLE tasks[0].tasks[2].with']);
    expect(codesFor([tasks('').replace('tasks.a.output', 'has(tasks.a)')])).toEqual([
      'REFERENCE_UNREACHABLE tasks[0].tasks[2].with',
    ]);
  });

  it('does not see its own children in outputs of a parallel', () => {
    expect(codesFor([`{ id: p, type: parallel, tasks: [{ id: a, ${T} }], outputs: "\${ tasks.a.output }" }`])).toEqual([
      'REFERENCE_UNREACHABLE tasks[0].outputs',
    ]);
  });

  it('binds the item and the index in a collection, under their names', () => {
    const each = (extraFields: string, expression: string) =>
      `{ id: c, type: collection, items: [1], ${extraFields} task: ${read('a', expression)} }`;
    expect(codesFor([each('filter: "${ item > index }",', 'item + index')])).toEqual([]);
    expect(codesFor([each('as: line, indexAs: at, filter: "${ line > at }",', 'line + at')])).toEqual([]);
    expect(codesFor([each('as: line,', 'item')])).toEqual(['UNKNOWN_VARIABLE tasks[0].task.with']);
  });

  it('lets inner names shadow outer ones, even with other keys', () => {
    const task = `{ id: c, type: collection, items: [1], as: error, task: ${read('b', 'error.anything')} }`;
    expect(codesFor([`{ id: a, ${T}, onError: [{ do: ${task} }] }`])).toEqual([]);
  });

  it('does not see into inline tasks of a router, nor the router from them', () => {
    const router = (expression: string) =>
      `{ id: r, type: router, routes: [{ when: true, task: ${read('x', expression)} }] }`;
    expect(codesFor([router('1'), read('b', 'tasks.r.output.output + tasks.x.output')])).toEqual([
      'REFERENCE_UNREACHABLE tasks[1].with',
    ]);
    expect(codesFor([router('tasks.r.status')])).toEqual(['REFERENCE_UNREACHABLE tasks[0].routes[0].task.with']);
  });

  it('binds the signal in process of a wait', () => {
    expect(codesFor([`{ id: w, type: wait, signal: go, process: ${read('p', 'signal.payload.x')} }`])).toEqual([]);
  });
});

describe('handlers', () => {
  it('see the error and their owner', () => {
    const handler = read('h', 'error.details + tasks.a.error.code');
    expect(
      codesFor([
        `{ id: a, ${T}, onError: [{ when: "\${ error.code == 'X' && tasks.a.attempt > 1 }", do: ${handler} }] }`,
      ]),
    ).toEqual([]);
  });

  it('see the same as their owner, at any depth', () => {
    const handler = `{ id: h, type: composite, tasks: [${read('i', 'tasks.a.output + error.code + tasks.b.status')}] }`;
    expect(codesFor([`{ id: a, ${T} }`, `{ id: b, ${T}, onError: [{ do: ${handler} }] }`])).toEqual([]);
  });

  it('of the definition see its tasks', () => {
    expect(
      codesFor(
        [`{ id: a, ${T} }`],
        `onError: [{ when: "\${ tasks.a.status == 'FAILED' }", do: ${read('h', 'tasks.a.error.message + error.code')} }]`,
      ),
    ).toEqual([]);
  });

  it('do not see later tasks', () => {
    expect(codesFor([`{ id: a, ${T}, onError: [{ do: ${read('h', 'tasks.b.output')} }] }`, `{ id: b, ${T} }`])).toEqual(
      ['REFERENCE_UNREACHABLE tasks[0].onError[0].do.with'],
    );
  });
});

describe('keys of outputs', () => {
  const charge = '{ id: a, type: basic, action: charge, with: { amount: 1 } }';
  it.each([
    ['an existing key', charge, 'tasks.a.output.card.last4', []],
    ['an unknown key', charge, 'tasks.a.output.reciept', ['UNKNOWN_OUTPUT_KEY tasks[1].with']],
    ['an unknown inner key', charge, 'tasks.a.output.card.last5', ['UNKNOWN_OUTPUT_KEY tasks[1].with']],
    [
      'any key if the output may come from a handler',
      charge.replace('{ id', `{ onError: [{ do: { id: h, ${T} } }], id`),
      'tasks.a.output.other',
      [],
    ],
    [
      'a key of neither the output nor the output of a handler',
      charge.replace(
        '{ id',
        '{ onError: [{ continue: true }, { do: { id: h, type: signal, signal: s, to: { self: true } } }], id',
      ),
      'tasks.a.output.receipt + tasks.a.output.delivered + tasks.a.output.other',
      ['UNKNOWN_OUTPUT_KEY tasks[1].with'],
    ],
    [
      'the outputs of the children of a parallel',
      `{ id: p, type: parallel, tasks: [${charge}] }`,
      'tasks.p.output.a.receipt + tasks.p.output.a.reciept',
      ['UNKNOWN_OUTPUT_KEY tasks[1].with'],
    ],
    [
      'the outputs of the items of a collection',
      `{ id: c, type: collection, items: [1], task: ${charge} }`,
      'tasks.c.output.results[0].receipt + tasks.c.output.results[1].reciept',
      ['UNKNOWN_OUTPUT_KEY tasks[1].with'],
    ],
    [
      'the fields of a list',
      `{ id: c, type: collection, items: [1], results: failed, task: ${charge} }`,
      'tasks.c.output.results[0].index + tasks.c.output.results.index',
      ['UNKNOWN_OUTPUT_KEY tasks[1].with'],
    ],
    [
      'the output of a composite, which comes from one of its tasks',
      `{ id: c, type: composite, tasks: [${charge}, { id: s, type: signal, signal: s, to: { self: true } }] }`,
      'tasks.c.output.receipt + tasks.c.output.delivered + tasks.c.output.other',
      ['UNKNOWN_OUTPUT_KEY tasks[1].with'],
    ],
    [
      'any key of a composite with a task with an open output',
      `{ id: c, type: composite, tasks: [${charge}, { id: s, ${T} }] }`,
      'tasks.c.output.other',
      [],
    ],
    [
      'the output of an inline task of a router',
      `{ id: r, type: router, routes: [{ when: true, task: ${charge} }] }`,
      'tasks.r.output.output.receipt + tasks.r.output.output.reciept',
      ['UNKNOWN_OUTPUT_KEY tasks[1].with'],
    ],
    [
      'the ids of a run without a wait for its end',
      '{ id: w, type: basic, action: workflow.run, with: { definition: other, wait: false } }',
      'tasks.w.output.workflowId + tasks.w.output.id',
      ['UNKNOWN_OUTPUT_KEY tasks[1].with'],
    ],
    [
      'a field of null',
      '{ id: l, type: basic, action: log, with: { message: hi } }',
      'tasks.l.output.message',
      ['UNKNOWN_OUTPUT_KEY tasks[1].with'],
    ],
    [
      'the keys of `outputs`',
      charge.replace('{ id', '{ outputs: { id: "${ result.receipt }" }, id'),
      'tasks.a.output.id',
      [],
    ],
    [
      'a key that is not in `outputs`',
      charge.replace('{ id', '{ outputs: { id: "${ result.receipt }" }, id'),
      'tasks.a.output.receipt',
      ['UNKNOWN_OUTPUT_KEY tasks[1].with'],
    ],
    ['any key of an open output', '{ id: a, type: basic, action: slow }', 'tasks.a.output.x.y', []],
    [
      'the keys of a collection',
      `{ id: a, type: collection, items: [1], task: { id: i, ${T} } }`,
      'tasks.a.output.succeded',
      ['UNKNOWN_OUTPUT_KEY tasks[1].with'],
    ],
    [
      'the children of a parallel',
      `{ id: a, type: parallel, tasks: [{ id: i, ${T} }] }`,
      'tasks.a.output.i + tasks.a.output.j',
      ['UNKNOWN_OUTPUT_KEY tasks[1].with'],
    ],
    [
      'the fields of an aggregate',
      '{ id: a, type: aggregate, operations: { n: { op: count, of: [1] } } }',
      'tasks.a.output.m',
      ['UNKNOWN_OUTPUT_KEY tasks[1].with'],
    ],
    [
      'the output of a wait for signals',
      '{ id: a, type: wait, signal: go }',
      'tasks.a.output.signal.payload.any + tasks.a.output.payload',
      ['UNKNOWN_OUTPUT_KEY tasks[1].with'],
    ],
  ])('%s', (_fact, task, expression, codes) => {
    expect(codesFor([task, read('b', expression)])).toEqual(codes);
  });
});

describe('the result in outputs', () => {
  const charge = (outputs: string, extraFields = '') =>
    `{ id: a, type: basic, action: charge, with: { amount: 1 }, outputs: ${outputs}${extraFields} }`;
  it.each([
    ['has the keys of the action', '"${ result.receipt }"', []],
    ['has no others', '"${ result.reciept }"', ['UNKNOWN_OUTPUT_KEY tasks[0].outputs']],
    ['has no others inside', '{ x: "${ result.card.last5 }" }', ['UNKNOWN_OUTPUT_KEY tasks[0].outputs.x']],
  ])('%s', (_fact, outputs, codes) => expect(codesFor([charge(outputs)])).toEqual(codes));

  it('is the raw output, not that of a handler', () => {
    expect(codesFor([charge('"${ result.other }"', `, onError: [{ do: { id: h, ${T} } }]`)])).toEqual([
      'UNKNOWN_OUTPUT_KEY tasks[0].outputs',
    ]);
  });

  it('has the keys of a container too', () => {
    expect(codesFor([`{ id: p, type: parallel, tasks: [{ id: a, ${T} }], outputs: "\${ result.b }" }`])).toEqual([
      'UNKNOWN_OUTPUT_KEY tasks[0].outputs',
    ]);
  });
});
