import type { Json } from '../model/json';
import { compileExpression } from './compiled-expression';
import { meterOf } from './evaluate.fixture';
import { ExpressionError, ExpressionSyntaxError } from './expression-error';
import { createNamespace, createVariables } from './variables';

const ROOTS = ['x', 'x.inner', 'list', 'list[0]', '"text"', '1', 'true', 'null', 'now', 'duration("1s")', 'tasks'];
const MORE_ROOTS = ['x.?inner', '[]', '{}', 'optional.of(1)', 'tasks.done', 'map', 'constructor', 'globalThis', 'this'];
const KEYS = [
  'constructor',
  '__proto__',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  '__lookupGetter__',
  'length',
  'map',
  'at',
  'concat',
  'epochMs',
  'durationMs',
  'value',
  'get',
  'keys',
  'caller',
  'arguments',
  'call',
  'bind',
];

const forms: readonly ((root: string, key: string) => string)[] = [
  (root, key) => `${root}.${key}`,
  (root, key) => `${root}["${key}"]`,
  (root, key) => `${root}.?${key}.orValue("none")`,
  (root, key) => `${root}[?"${key}"].orValue("none")`,
  (root, key) => `has(${root}.${key})`,
  (root, key) => `${root}["${key.slice(0, 3)}" + "${key.slice(3)}"]`,
  (root, key) => `"${key}" in ${root}`,
  (root, key) => `${root}.${key}.${key}`,
  (root, key) => `${root}.${key}()`,
  (root, key) => `${root}.${key}("return 1")`,
  (root, key) => `[${root}].map(${key}, ${key}.constructor)`,
  (root, key) => `[${root}].sortBy("${key}")`,
  (root, key) => `[${root}].groupBy("${key}")`,
  (root, key) => `merge(${root}, {"${key}": 1}).${key}`,
];

/** Names of functions that are called with a receiver on purpose. */
const CALLABLE = new Set(['map', 'value', 'keys']);

/** What an attempt may give: its own data, or a failure of ours. */
function attempt(source: string): Json | undefined {
  const variables = createVariables({
    x: { inner: { a: 1 } },
    list: [{ a: 1 }],
    tasks: createNamespace((id) => (id === 'done' ? { output: 1 } : undefined)),
  });
  try {
    return compileExpression(source).evaluate(variables, meterOf());
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof ExpressionSyntaxError) return undefined;
    throw error;
  }
}

const attempts = [...ROOTS, ...MORE_ROOTS].flatMap((root) =>
  KEYS.flatMap((key) => forms.map((form) => form(root, key))),
);

it('makes more than five hundred attempts', () => {
  expect(attempts.length).toBeGreaterThan(5000);
});

it.each([...ROOTS, ...MORE_ROOTS])('finds no property of %s that is not its own', (root) => {
  for (const key of KEYS) {
    if (CALLABLE.has(key)) continue;
    expect([key, attempt(`${root}.${key}`)]).toEqual([key, undefined]);
    expect([key, attempt(`${root}["${key}"]`)]).toEqual([key, undefined]);
    expect([key, attempt(`has(${root}.${key})`) ?? false]).toEqual([key, false]);
    expect([key, attempt(`${root}.?${key}.orValue("none")`) ?? 'none']).toEqual([key, 'none']);
  }
});

it('gives plain JSON or a failure of ours, whatever is attempted, and changes no prototype', () => {
  const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
  const before = prototypes.map(namesOf);
  const escaped = attempts.filter((source) => {
    const value = attempt(source);
    return value !== undefined && JSON.stringify(JSON.parse(JSON.stringify(value))) !== JSON.stringify(value);
  });
  expect(escaped).toEqual([]);
  expect(prototypes.map(namesOf)).toEqual(before);
});

function namesOf(object: object): readonly string[] {
  return Object.getOwnPropertyNames(object);
}

it('reads such keys where they are data', () => {
  const x = JSON.parse(
    '{ "constructor": 1, "toString": [2], "hasOwnProperty": null, "__proto__": { "a": 3 } }',
  ) as Json;
  const evaluate = (source: string) => compileExpression(source).evaluate(createVariables({ x }), meterOf());
  expect(evaluate('x.constructor')).toBe(1);
  expect(evaluate('x.toString[0]')).toBe(2);
  expect(evaluate('has(x.hasOwnProperty)')).toBe(true);
  expect(evaluate('x["__proto__"].a')).toBe(3);
  expect(evaluate('x == x')).toBe(true);
  expect(evaluate('keys(x)')).toEqual(['constructor', 'toString', 'hasOwnProperty', '__proto__']);
});

it('reads objects of another realm and without a prototype', () => {
  const bare = Object.assign(Object.create(null) as Record<string, Json>, { a: { b: [1] } });
  expect(compileExpression('x.a.b[0] + size(x)').evaluate(createVariables({ x: bare }), meterOf())).toBe(2);
});

it.each([
  'tasks',
  '[tasks]',
  '{"a": tasks}',
  'tasks == tasks',
  'size(tasks)',
  'keys(tasks)',
  'tasks.map(t, t)',
  'string(tasks)',
  '"a" in tasks',
  'true ? tasks : 1',
  'tasks[0]',
  'tasks[true]',
  'json(tasks)',
])('refuses a namespace as a value in %s', (source) => {
  expect(attempt(source)).toBeUndefined();
});
