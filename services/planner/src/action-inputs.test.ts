import { z } from 'zod';
import { codesOf, declareAction, definitionOf } from './planner.fixture';

// The checks of `with` before a run starts. Source: definition-language, "basic".

const codesWith = (schema: z.ZodType, input: string) =>
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
  ['a correct input', '{ to: { street: x, number: 1 }, tags: [a] }', []],
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
  expect(codesWith(schema, input)).toEqual(codes);
});

it('finds keys behind transforms, defaults and null', () => {
  const wrapped = z
    .object({ a: z.string() })
    .nullable()
    .default(null)
    .transform((value) => value);
  expect(codesWith(wrapped, '{ a: x, b: 1 }')).toContain('UNKNOWN_FIELD tasks[0].with.b');
});

it('allows any key in open schemas', () => {
  expect(codesWith(z.looseObject({ a: z.string() }), '{ a: x, b: 1 }')).toEqual([]);
  expect(codesWith(z.object({ a: z.string() }).catchall(z.number()), '{ a: x, b: 1 }')).toEqual([]);
  expect(codesWith(z.record(z.string(), z.number()), '{ a: 1, b: 2 }')).toEqual([]);
});

it('does not check values that are known only in the run', () => {
  expect(
    codesWith(
      z.object({ a: z.string() }).refine(async () => Promise.resolve(false)),
      '{ a: x }',
    ),
  ).toEqual([]);
  const throwing = z.any().transform((value: { a: { b: string } }) => value.a.b.length);
  expect(codesWith(throwing, '{}')).toEqual([]);
});
