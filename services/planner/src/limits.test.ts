import { codesOf, definitionOf, problemsOf } from './planner.fixture';

// Problems name the limit that is exceeded. Source: definition-language, "Limits".

const leaf = { id: 'leaf', type: 'basic', action: 'transform', with: 1 };

function nested(depth: number): unknown {
  let task: object = leaf;
  for (let level = 1; level <= depth; level += 1) task = { id: `g${level}`, type: 'composite', tasks: [task] };
  return { octavo: 1, id: 'test', tasks: [task] };
}

function many(count: number): unknown {
  return {
    octavo: 1,
    id: 'test',
    tasks: Array.from({ length: count }, (_, n) => ({ id: `t${n}`, type: 'basic', action: 'transform' })),
  };
}

const codeAndName = (source: unknown) =>
  problemsOf(source).map(({ code, message }) => `${code} ${/"(\w+)"/.exec(message)?.[1] ?? ''}`);

it('allows tasks nested 32 levels deep', () => {
  expect(codesOf(nested(32))).toEqual([]);
  expect(codeAndName(nested(33))).toEqual(['LIMIT_EXCEEDED nesting']);
  expect(codeAndName(nested(60))).toEqual(['LIMIT_EXCEEDED nesting']);
  expect(codeAndName(nested(5000))).toEqual(['LIMIT_EXCEEDED nesting']);
});

it('counts the tasks of handlers as nested', () => {
  let task: object = leaf;
  for (let level = 1; level <= 33; level += 1) task = { ...leaf, id: `h${level}`, onError: [{ do: task }] };
  expect(codeAndName({ octavo: 1, id: 'test', tasks: [task] })).toEqual(['LIMIT_EXCEEDED nesting']);
});

it('allows 10,000 tasks', () => {
  expect(codesOf(many(10_000))).toEqual([]);
  expect(codeAndName(many(10_001))).toEqual(['LIMIT_EXCEEDED tasks']);
});

it('allows expressions of 4 KiB', () => {
  const withText = (length: number) =>
    definitionOf(`  - { id: a, type: basic, action: transform, with: "\${'${'x'.repeat(length - 2)}'}" }`);
  expect(codesOf(withText(4096))).toEqual([]);
  expect(codeAndName(withText(4097))).toEqual(['LIMIT_EXCEEDED expression']);
});

it('allows 5,000 literal items for now, and 100,000 in the language', () => {
  const withItems = (count: number) => ({
    octavo: 1,
    id: 'test',
    tasks: [{ id: 'c', type: 'collection', items: Array.from({ length: count }, () => 1), task: leaf }],
  });
  expect(codesOf(withItems(5000))).toEqual([]);
  expect(codesOf(withItems(5001))).toEqual(['COLLECTION_TOO_LARGE tasks[0].items']);
  expect(codeAndName(withItems(100_001))).toEqual(['LIMIT_EXCEEDED items']);
});

it('counts the entries of a map as items', () => {
  const items = Object.fromEntries(Array.from({ length: 5001 }, (_, n) => [`k${n}`, n]));
  expect(codesOf({ octavo: 1, id: 'test', tasks: [{ id: 'c', type: 'collection', items, task: leaf }] })).toEqual([
    'COLLECTION_TOO_LARGE tasks[0].items',
  ]);
});

it('allows variables of 1 MiB', () => {
  const withVars = (length: number) => ({ octavo: 1, id: 'test', vars: { x: 'x'.repeat(length) }, tasks: [leaf] });
  expect(codesOf(withVars(1024 * 1024 - 8))).toEqual([]);
  expect(codeAndName(withVars(1024 * 1024 - 7))).toEqual(['LIMIT_EXCEEDED vars']);
});

it('allows waits of a year', () => {
  expect(codesOf(definitionOf('  - { id: a, type: wait, for: 365d }'))).toEqual([]);
  expect(codeAndName(definitionOf('  - { id: a, type: wait, for: 365d1ms }'))).toEqual(['LIMIT_EXCEEDED wait']);
  expect(codeAndName(definitionOf('  - { id: a, type: basic, action: transform, delay: 400d }'))).toEqual([
    'LIMIT_EXCEEDED wait',
  ]);
});

it('refuses a plan of more than 2 MiB', () => {
  const tasks = [1, 2, 3].map((n) => ({ ...leaf, id: `t${n}`, with: 'x'.repeat(800_000) }));
  expect(codesOf({ octavo: 1, id: 'test', tasks })).toEqual(['PAYLOAD_TOO_LARGE']);
});

it('reports at most a thousand problems', () => {
  const tasks = Array.from({ length: 3000 }, (_, n) => ({ id: `t${n}`, type: 'basic', action: 'nothing' }));
  expect(problemsOf({ octavo: 1, id: 'test', tasks })).toHaveLength(1000);
});

it('shortens quoted values', () => {
  const long = 'x'.repeat(500_000);
  const problems = problemsOf({ octavo: 1, id: long, [long]: 1, tasks: [{ ...leaf, then: long, action: long }] });
  expect(problems.length).toBeGreaterThan(3);
  for (const problem of problems) expect(JSON.stringify(problem).length).toBeLessThan(2000);
});
