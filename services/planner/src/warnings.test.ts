import { definitionOf, planOf, problemsOf } from './planner.fixture';

// Warnings: unreachable tasks, a router without `otherwise`, a fall-through between two routes. Source: definition-language,
// "Problems".

const T = 'type: basic, action: transform, with: 1';

function warningsOf(tasks: string): readonly string[] {
  const problems = problemsOf(definitionOf(tasks));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return problems.map(({ code, path }) => `${code} ${path}`);
}

it('do not change the plan', () => {
  expect(planOf(definitionOf(`  - { id: a, ${T}, then: end }\n  - { id: b, ${T} }`)).tasks).toHaveLength(2);
});

it('report tasks that cannot be reached', () => {
  expect(warningsOf(`  - { id: a, ${T}, then: end }\n  - { id: b, ${T} }\n  - { id: c, ${T} }`)).toEqual([
    'UNREACHABLE_TASK tasks[1]',
    'UNREACHABLE_TASK tasks[2]',
  ]);
  expect(warningsOf(`  - { id: g, type: composite, tasks: [{ id: a, ${T}, then: end }, { id: b, ${T} }] }`)).toEqual([
    'UNREACHABLE_TASK tasks[0].tasks[1]',
  ]);
});

it('follow then, handlers, routes, and skipped tasks', () => {
  expect(
    warningsOf(`  - { id: a, ${T}, then: c }\n  - { id: b, ${T}, then: end }\n  - { id: c, ${T}, then: b }`),
  ).toEqual([]);
  expect(warningsOf(`  - { id: a, ${T}, then: end, onError: [{ then: b }] }\n  - { id: b, ${T} }`)).toEqual([]);
  expect(warningsOf(`  - { id: a, ${T}, then: end, if: "\${ input.x }" }\n  - { id: b, ${T} }`)).toEqual([]);
  expect(
    warningsOf(
      `  - { id: r, type: router, routes: [{ when: true, then: c }] }\n  - { id: b, ${T} }\n  - { id: c, ${T} }`,
    ),
  ).toEqual(['UNREACHABLE_TASK tasks[1]']);
  const inline = `routes: [{ when: "\${ input.x }", then: c }], otherwise: { task: { id: o, ${T} } }`;
  expect(warningsOf(`  - { id: r, type: router, ${inline} }\n  - { id: b, ${T} }\n  - { id: c, ${T} }`)).toEqual([]);
});

it('report a router that may match nothing', () => {
  const router = (when: string, extraFields = '') =>
    `  - { id: r, type: router, routes: [{ when: ${when}, then: end }]${extraFields} }`;
  expect(warningsOf(router('"${ input.x }"'))).toEqual(['ROUTER_WITHOUT_OTHERWISE tasks[0]']);
  expect(warningsOf(router('"${ input.x }"', ', otherwise: { then: end }'))).toEqual([]);
  expect(warningsOf(router('true'))).toEqual([]);
});

it('report a fall-through between two routes', () => {
  const list = (aThen: string) =>
    [
      '  - { id: r, type: router, routes: [{ when: "${ input.x }", then: a }], otherwise: { then: b } }',
      `  - { id: a, ${T}${aThen} }`,
      `  - { id: a2, ${T} }`,
      `  - { id: b, ${T} }`,
    ].join('\n');
  expect(warningsOf(list(''))).toEqual(['SHARED_FALL_THROUGH tasks[1]']);
  expect(warningsOf(list(', then: b'))).toEqual(['UNREACHABLE_TASK tasks[2]']);
  expect(warningsOf(list(', then: a2'))).toEqual([]);
});

it('an unknown action with no similar name has a hint where own actions must be', () => {
  const [{ hint = '' } = {}] = problemsOf(definitionOf('  - { id: a, type: basic, action: billing.send }'));
  expect(hint).toMatch(/^there are .*"transform".*; your own actions must be in `actions`/);
});

describe('of a JSON Schema', () => {
  const warnings = (head: string, tasks = `  - { id: a, ${T} }`) =>
    problemsOf(definitionOf(tasks, head)).map(({ severity, code, path, hint }) => [severity, code, path, hint]);
  const warning = (path: string, hint: string) => ['warning', 'UNKNOWN_KEYWORD', path, hint];
  const one = '`properties: { name: … }`';

  it.each([
    ['{ name: { type: string } }', 'input.name', `write ${one}`],
    ['{ type: object, name: { type: string } }', 'input.name', `write ${one}`],
    ['{ name: string }', 'input.name', `write ${one}`],
    ['{ name: { type: string, required: true } }', 'input.name', `write ${one}, and \`required: [name]\` beside it`],
    [
      '{ name: { required: true }, age: { type: integer } }',
      'input.name',
      'write `properties: { name: …, age: … }`, and `required: [name]` beside it',
    ],
    ['{ properties: { o: { name: { type: string } } } }', 'input.properties.o.name', `write ${one}`],
    ['{ properties: { l: { items: { name: string } } } }', 'input.properties.l.items.name', `write ${one}`],
    ['{ requird: [a] }', 'input.requird', 'nearest is "required"'],
    ['{ properties: { n: { min: 1 } } }', 'input.properties.n.min', 'write `minimum`, or `minLength` for text'],
  ])('report the ignored keys of %s', (schema, path, hint) => {
    expect(warnings(`input: ${schema}`)).toEqual([warning(path, hint)]);
  });

  it('check the schemas of tasks too', () => {
    const wait = '  - { id: w, type: wait, signal: go, schema: { name: { type: string } } }';
    const sum = '  - { id: s, type: aggregate, operations: { n: "${ 1 }" }, schema: { name: { type: string } } }';
    expect(warnings('', `${wait}\n${sum}`)).toEqual(
      [0, 1].map((at) => warning(`tasks[${at}].schema.name`, `write ${one}`)),
    );
  });

  it('ignore annotations', () => {
    expect(
      warnings('input: { x-ui: { type: text }, $comment: c, owner: me, properties: { title: { type: string } } }'),
    ).toEqual([]);
  });
});

it('have a hint', () => {
  const [warning] = problemsOf(definitionOf(`  - { id: a, ${T}, then: end }\n  - { id: b, ${T} }`));
  expect(warning).toMatchObject({ severity: 'warning', message: '"b" cannot be reached in this list', line: 6 });
});
