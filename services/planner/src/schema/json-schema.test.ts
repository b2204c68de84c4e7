import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileSchema, type Json } from '@octavo/orchestrators/definitions';
import { createPlanner } from '../create-planner';

const PATH = join(__dirname, '../../../../docs/schema/octavo-1.json');
const schema = createPlanner().jsonSchema();
const { validate } = compileSchema(schema);

const task = { id: 'a', type: 'basic', action: 'transform' };
const definition = (...tasks: readonly unknown[]) => ({ octavo: 1, id: 'x', tasks }) as unknown as Json;

it('is the published file', () => {
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (process.env['OCTAVO_WRITE_SCHEMA'] !== undefined) {
    mkdirSync(join(PATH, '..'), { recursive: true });
    writeFileSync(PATH, text);
  }
  // To update the file: OCTAVO_WRITE_SCHEMA=1 npx jest json-schema
  expect(readFileSync(PATH, 'utf8')).toBe(text);
});

it('is the same each time it is made', () => {
  expect(createPlanner().jsonSchema()).toEqual(schema);
});

it('describes every type by name', () => {
  const { $defs: defs } = schema as { $defs: Record<string, { description?: string }> };
  for (const name of ['basic', 'wait', 'signal', 'router', 'parallel', 'collection', 'composite', 'aggregate']) {
    expect(defs[name]?.description).toMatch(/\.$/);
  }
  expect(Object.keys(defs).filter((name) => name.startsWith('__'))).toEqual([]);
});

it.each([
  ['a task', [task]],
  ['an expression for a number', [{ id: 'p', type: 'parallel', concurrency: '${ 3 }', tasks: [task] }]],
  [
    'tasks inside tasks',
    [{ id: 'c', type: 'collection', items: [1], task: { id: 'g', type: 'composite', tasks: [task] } }],
  ],
  ['a handler', [{ ...task, onError: [{ match: ['HTTP_5*'], do: { ...task, id: 'b' }, then: 'end' }] }]],
  ['a retry policy', [{ ...task, retry: { maxAttempts: 5, rules: [{ match: ['X'], maxAttempts: 1 }] } }]],
])('accepts %s', (_fact, tasks) => {
  expect(validate(definition(...tasks))).toEqual([]);
});

it.each([
  ['an unknown field', [{ ...task, foo: 1 }]],
  ['an unknown type', [{ ...task, type: 'foo' }]],
  ['a field of another type', [{ ...task, routes: [] }]],
  ['a missing field', [{ id: 'a', type: 'basic' }]],
  ['a number out of range', [{ id: 'p', type: 'parallel', concurrency: 1001, tasks: [task] }]],
  ['no tasks', []],
])('refuses %s', (_fact, tasks) => {
  expect(validate(definition(...tasks)).length).toBeGreaterThan(0);
});
