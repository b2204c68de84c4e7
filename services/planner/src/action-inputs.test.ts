import { z } from 'zod';
import { codesOf, declareAction, definitionOf } from './planner.fixture';

// What is checked of `with` before anything runs. Source: definition-language, "basic".

const told = (schema: z.ZodType, input: string) =>
  codesOf(definitionOf(`  - { id: a, type: basic, action: act, with: ${input} }`), {
    actions: [declareAction('act', { input: schema })],
  });

const address = z.object({ street: z.string(), number: z.number().min(1) });
const schema = z.object({
  to: address.optional(),
  tags: z.array(z.string()).default([]),
  any: z.union([z.number(), address]).optional(),
});

it.each([
  ['all as it should be', '{ to: { street: x, number: 1 }, tags: [a] }', []],
  ['an expression for the whole', '"${ input.all }"', []],
  [
    'expressions for numbers, lists and maps',
    '{ to: { street: x, number: "${ input.n }" }, tags: "${ input.tags }", any: "${ 1 }" }',
    [],
  ],
  ['expressions inside of a union', '{ any: { street: "${ input.s }", number: "${ input.n }" } }', []],
  ['a wrong type deep inside', '{ to: { street: 5, number: 1 } }', ['INPUT_INVALID tasks[0].with.to.street']],
  ['a wrong value deep inside', '{ to: { street: x, number: 0 } }', ['INPUT_INVALID tasks[0].with.to.number']],
  ['a missing key deep inside', '{ to: { number: "${ input.n }" } }', ['INPUT_INVALID tasks[0].with.to.street']],
  ['an unknown key deep inside', '{ to: { street: x, number: 1, zip: 1 } }', ['UNKNOWN_FIELD tasks[0].with.to.zip']],
  ['a list for text', '{ to: { street: ["${ input.s }"], number: 1 } }', ['INPUT_INVALID tasks[0].with.to.street']],
  ['an element of a list', '{ tags: [a, 1, "${ input.x }"] }', ['INPUT_INVALID tasks[0].with.tags[1]']],
  ['no map at all', '5', ['INPUT_INVALID tasks[0].with']],
  ['text without an expression', 'hello', ['INPUT_INVALID tasks[0].with']],
])('%s', (_fact, input, codes) => {
  expect(told(schema, input)).toEqual(codes);
});

it('knows keys behind transforms, defaults and null', () => {
  const wrapped = z
    .object({ a: z.string() })
    .nullable()
    .default(null)
    .transform((value) => value);
  expect(told(wrapped, '{ a: x, b: 1 }')).toContain('UNKNOWN_FIELD tasks[0].with.b');
});

it('lets open schemas take any key', () => {
  expect(told(z.looseObject({ a: z.string() }), '{ a: x, b: 1 }')).toEqual([]);
  expect(told(z.object({ a: z.string() }).catchall(z.number()), '{ a: x, b: 1 }')).toEqual([]);
  expect(told(z.record(z.string(), z.number()), '{ a: 1, b: 2 }')).toEqual([]);
});

it('leaves to the run what cannot be checked before', () => {
  expect(
    told(
      z.object({ a: z.string() }).refine(async () => Promise.resolve(false)),
      '{ a: x }',
    ),
  ).toEqual([]);
  const throwing = z.any().transform((value: { a: { b: string } }) => value.a.b.length);
  expect(told(throwing, '{}')).toEqual([]);
});
