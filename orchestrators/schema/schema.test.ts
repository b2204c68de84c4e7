import * as fc from 'fast-check';
import type { Json } from '../model/json';
import { checkSchema, compileSchema } from './index';
import { applicatorFacts } from './applicator-facts.fixture';
import * as facts from './schema-facts.fixture';

describe.each([
  ['values', facts.valueFacts],
  ['lists', facts.listFacts],
  ['objects', facts.mapFacts],
  ['applicators', applicatorFacts],
] as const)('%s', (_, table) => {
  it.each(table)('%j', ({ schema, accepts, refuses }) => {
    const { validate } = compileSchema(schema);
    expect(checkSchema(schema)).toEqual([]);
    expect(accepts.filter((value) => validate(value).length > 0)).toEqual([]);
    expect(refuses.filter((value) => validate(value).length === 0)).toEqual([]);
  });
});

const order = {
  type: 'object',
  required: ['orderId', 'lines'],
  additionalProperties: false,
  properties: {
    orderId: { type: 'string', minLength: 3 },
    lines: { type: 'array', minItems: 1, items: { $ref: '#/$defs/line' } },
    'ship-to': { type: ['string', 'null'] },
  },
  $defs: {
    line: {
      type: 'object',
      required: ['sku'],
      properties: { sku: { type: 'string' }, qty: { type: 'integer', minimum: 1 } },
    },
  },
};

it('tells all problems at once, with path, message and what was expected', () => {
  const value = { oderId: 1, lines: [{ sku: 'a', qty: 0 }, { qty: 1.5 }, 'x'], 'ship-to': 5 };
  expect(compileSchema(order).validate(value)).toEqual([
    { path: 'orderId', message: 'is missing', expected: 'a value' },
    { path: 'lines[0].qty', message: 'is not at least 1', expected: 'at least 1' },
    { path: 'lines[1].sku', message: 'is missing', expected: 'a value' },
    { path: 'lines[1].qty', message: 'is number', expected: 'integer' },
    { path: 'lines[2]', message: 'is string', expected: 'object' },
    { path: '["ship-to"]', message: 'is integer', expected: 'string or null' },
    { path: 'oderId', message: 'is not allowed; nearest is "orderId"', expected: 'only orderId, lines, ship-to' },
  ]);
});

it.each<[schema: Json, value: Json, message: string, expected: string]>([
  [{ type: 'string' }, 1, 'is integer', 'string'],
  [{ enum: ['a', 1] }, 2, 'is none of the allowed values', 'one of "a", 1'],
  [{ const: 'x'.repeat(100) }, 2, 'is not the one allowed value', `"${'x'.repeat(59)}…`],
  [{ pattern: '^a' }, 'b', 'does not match the pattern', 'text matching "^a"'],
  [{ format: 'email' }, 'b', 'is not of the format email', 'email'],
  [{ minLength: 2 }, 'b', 'has 1 characters', 'at least 2 characters'],
  [{ maxItems: 0 }, [1], 'has 1 items', 'at most 0 items'],
  [{ minProperties: 1 }, {}, 'has 0 keys', 'at least 1 keys'],
  [{ contains: { const: 1 } }, [], 'has 0 items that fit "contains"', 'at least 1'],
  [{ contains: true, maxContains: 1 }, [1, 2], 'has 2 items that fit "contains"', 'at most 1'],
  [{ not: {} }, 1, 'is of a form that is not allowed', 'anything that does not fit "not"'],
  [{ oneOf: [true, true] }, 1, 'fits 2 of the alternatives', 'exactly one of 2'],
  [
    { anyOf: [{ type: 'string' }, { minimum: 5, maximum: 1 }] },
    1,
    'fits none of the 2 alternatives; in the nearest one is integer',
    'string',
  ],
  [
    { anyOf: [{ properties: { a: { type: 'string' } } }] },
    { a: 1 },
    'fits none of the 1 alternatives; in the nearest one a is integer',
    'string',
  ],
  [{ oneOf: [false] }, 1, 'fits none of the 1 alternatives; in the nearest one is not allowed', 'nothing here'],
  [{ additionalProperties: false }, { a: 1 }, 'is not allowed', 'no keys'],
])('%j refuses %j: %s, expected %s', (schema, value, message, expected) => {
  expect(compileSchema(schema).validate(value)).toEqual([expect.objectContaining({ message, expected })]);
});

it('names the two items that are the same', () => {
  expect(compileSchema({ uniqueItems: true }).validate(['a', 'b', 'a'])).toEqual([
    { path: '[2]', message: 'is the same as item 0', expected: 'unique items' },
  ]);
});

it('ignores keywords that the check complains of', () => {
  const schema = { minimum: 'a', maxLength: 'b', maxItems: null, minProperties: [], pattern: '(', format: 5, anyOf: 1 };
  expect(compileSchema({ ...schema, properties: 1, required: 'a', $ref: '#/x' }).validate({ a: 'b' })).toEqual([
    expect.objectContaining({ message: expect.stringMatching(/none of the 0/) }),
  ]);
});

it('looks only at own properties', () => {
  const hostile = JSON.parse('{ "__proto__": { "a": 1 }, "constructor": "x" }') as Json;
  expect(compileSchema({ required: ['a'] }).validate(hostile)).toHaveLength(1);
  expect(compileSchema({ properties: { constructor: { type: 'string' } } }).validate(hostile)).toEqual([]);
  const schema = JSON.parse('{ "properties": { "__proto__": { "type": "string" } } }') as Json;
  expect(compileSchema(schema).validate(hostile)).toHaveLength(1);
});

it('comes to an end on schemas that refer to themselves', () => {
  const loops: readonly Json[] = [
    { $ref: '#' },
    { allOf: [{ $ref: '#' }] },
    { $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } }, $ref: '#/$defs/a' },
    { not: { $ref: '#' } },
    { anyOf: [{ $ref: '#' }, { $ref: '#' }] },
  ];
  for (const schema of loops) {
    expect(compileSchema(schema).validate(1).at(-1)?.message).toMatch(/cannot be checked/);
    expect(compileSchema(schema).applyDefaults(1)).toBe(1);
  }
});

it('comes to an end on values that are deep, wide or dear', () => {
  let deep: Json = [];
  for (let depth = 0; depth < 10_000; depth += 1) deep = [deep];
  const tree = { items: { $ref: '#' }, type: 'array' };
  expect(compileSchema(tree).validate(deep).at(-1)?.message).toMatch(/cannot be checked: schema and value nest deeper/);
  expect(compileSchema({ uniqueItems: true }).validate([deep, deep]).at(-1)?.message).toMatch(/cannot be checked/);
  expect(compileSchema({ const: deep }).validate([deep]).at(-1)?.message).toMatch(/cannot be checked/);
  const wide = Array.from({ length: 20_000 }, (_, index) => ({ [`key${index}`]: 'x'.repeat(100) }));
  const dear = { items: { patternProperties: Object.fromEntries(range(60).map((n) => [`(k+)+e?y.*${n}x`, true])) } };
  expect(compileSchema(dear).validate(wide).at(-1)?.message).toMatch(/too large/);
});

it('tells a bounded number of problems', () => {
  const problems = compileSchema({ items: { type: 'string' } }).validate(range(5000));
  expect(problems).toHaveLength(1000);
});

it('agrees with itself, and changes nothing', () => {
  const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);
  fc.assert(
    fc.property(json, json, (schema, value) => {
      const before = JSON.stringify([schema, value]);
      const { validate } = compileSchema(schema);
      expect(validate(value)).toEqual(validate(value));
      expect(compileSchema({ const: value }).validate(value)).toEqual([]);
      expect(compileSchema({ enum: [value] }).validate(value)).toEqual([]);
      expect(compileSchema({ not: { const: value } }).validate(value)).toHaveLength(1);
      expect(JSON.stringify([schema, value])).toBe(before);
    }),
  );
});

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
