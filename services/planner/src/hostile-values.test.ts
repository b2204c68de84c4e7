import { builtInTaskTypes } from '@octavo/orchestrators/definitions';
import * as fc from 'fast-check';
import { z } from 'zod';
import { createPlanner } from './create-planner';
import { testActions } from './planner.fixture';
import type { Problem } from './problem';
import { definitionSchema } from './schema/definition-schema';
import { schemaParts } from './schema/field-schemas';
import { fieldsAt } from './schema/fields-at';
import { taskSchemaOf } from './schema/task-schema';

// A definition can have any map in place of a number or a text. Converting it to text, or reading one of its members, could
// run code or fail on its keys.

const keys = fc.constantFrom('toString', 'valueOf', 'toJSON', 'constructor', 'hasOwnProperty', 'length', 'then', 'x');
const { hostile } = fc.letrec<{ hostile: unknown; inner: unknown }>((tie) => ({
  inner: fc.oneof({ maxDepth: 3 }, fc.constantFrom(null, 1, '', 'x', '${ input.x }', true), tie('hostile')),
  hostile: fc.oneof(
    { maxDepth: 3 },
    fc.dictionary(keys, tie('inner'), { minKeys: 1, maxKeys: 3 }),
    fc.array(tie('inner'), { minLength: 1, maxLength: 2 }),
  ),
}));

const planner = createPlanner({ actions: testActions });
const problemsOf = (definition: unknown): readonly Problem[] => planner.plan(definition).problems;

const basic = { id: 'a', type: 'basic', action: 'transform', with: 1 };
const head = { octavo: 1, id: 'test', tasks: [basic] };

it.each([{ toString: 1 }, [{ toString: 1 }]])('refuses a version of %j because of its type', (version) => {
  expect(problemsOf({ ...head, version })).toEqual([
    expect.objectContaining({ code: 'TYPE_INVALID', path: 'version' }),
  ]);
});

it.each([{ length: 1000 }, { length: { toString: 1 } }])('refuses an id of %j once', (id) => {
  expect(problemsOf({ ...head, id })).toEqual([expect.objectContaining({ code: 'TYPE_INVALID', path: 'id' })]);
});

const parts = schemaParts(z.any());
const places = [
  ...Object.keys(definitionSchema(parts, {}).shape).map((field) => ['definition', field] as const),
  ...builtInTaskTypes.flatMap((type) =>
    fieldsAt(taskSchemaOf(type, parts).schema, []).map((field) => [type.type, field] as const),
  ),
];

function problemsWith([owner, field]: readonly [owner: string, field: string], value: unknown): readonly Problem[] {
  if (owner === 'definition') return problemsOf({ ...head, [field]: value });
  const tasks = [
    { ...basic, type: owner, [field]: value },
    { ...basic, id: 'b', needs: ['a'] },
  ];
  return problemsOf({ ...head, tasks });
}

it.each(places)('reports problems for any value in a %s of `%s`', (owner, field) => {
  for (const value of [
    { toString: 1 },
    [{ toString: 1 }],
    { length: 1 },
    { length: { toString: 1 } },
    [[{ valueOf: null }]],
  ]) {
    expect(problemsWith([owner, field], value)).toBeInstanceOf(Array);
  }
});

it('reports problems for any value in any field', () => {
  fc.assert(
    fc.property(fc.constantFrom(...places), hostile, (place, value) => {
      expect(problemsWith(place, value)).toBeInstanceOf(Array);
    }),
    { numRuns: 500 },
  );
});
