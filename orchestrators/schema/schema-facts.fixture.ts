import type { Json } from '../model/json';

/** A schema with values that it accepts and values that it refuses. */
export interface SchemaFact {
  readonly schema: Json;
  readonly accepts: readonly Json[];
  readonly refuses: readonly Json[];
}

/** What JSON Schema 2020-12 says of single values. */
export const valueFacts: readonly SchemaFact[] = [
  { schema: true, accepts: [1, null, {}], refuses: [] },
  { schema: false, accepts: [], refuses: [1, null, {}] },
  { schema: {}, accepts: [1, null, []], refuses: [] },
  { schema: { type: 'integer' }, accepts: [1, -1, 1.0, 1e3], refuses: [1.5, '1', true, null, [], {}] },
  { schema: { type: 'number' }, accepts: [1, 1.5], refuses: ['1'] },
  { schema: { type: 'string' }, accepts: ['', 'a'], refuses: [1] },
  { schema: { type: 'boolean' }, accepts: [true, false], refuses: [0, 'true', null] },
  { schema: { type: 'null' }, accepts: [null], refuses: [0, false, ''] },
  { schema: { type: 'array' }, accepts: [[]], refuses: [{}] },
  { schema: { type: 'object' }, accepts: [{}], refuses: [[], null] },
  { schema: { type: ['string', 'null'] }, accepts: ['a', null], refuses: [1] },
  {
    schema: { enum: [1, 'a', null, [1], { a: 1 }] },
    accepts: [1, 'a', null, [1], { a: 1 }],
    refuses: [2, '1', [], { a: 2 }],
  },
  { schema: { const: { a: [1] } }, accepts: [{ a: [1] }], refuses: [{ a: [2] }, { a: [1], b: 1 }, null] },
  { schema: { const: 0 }, accepts: [0], refuses: [false, '', null, []] },
  { schema: { multipleOf: 0.01 }, accepts: [19.99, 4.02, 0, 'a'], refuses: [0.001, 1.005] },
  { schema: { multipleOf: 2 }, accepts: [4, 0, -2], refuses: [3, 0.5] },
  { schema: { multipleOf: 0.5 }, accepts: [1e308], refuses: [] },
  { schema: { multipleOf: 1e-300 }, accepts: [0], refuses: [] },
  { schema: { minimum: 1, maximum: 3 }, accepts: [1, 3, 'a'], refuses: [0.9, 3.1] },
  { schema: { exclusiveMinimum: 1, exclusiveMaximum: 3 }, accepts: [1.1, 2.9], refuses: [1, 3] },
  { schema: { minLength: 2, maxLength: 3 }, accepts: ['ab', '😀😀', 'abc', 5], refuses: ['a', '😀', 'abcd'] },
  { schema: { pattern: '^a+$' }, accepts: ['a', 'aaa', 5], refuses: ['', 'ab'] },
  { schema: { pattern: 'b' }, accepts: ['abc'], refuses: ['ac'] },
  { schema: { pattern: '^\\p{L}\\d/\\/$' }, accepts: ['é1//'], refuses: ['11//'] },
];

/** What it says of lists. */
export const listFacts: readonly SchemaFact[] = [
  { schema: { minItems: 1, maxItems: 2 }, accepts: [[1], [1, 2], 'a'], refuses: [[], [1, 2, 3]] },
  {
    schema: { uniqueItems: true },
    accepts: [[1, '1', true, [1], {}], []],
    refuses: [
      [1, 1.0],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [[1], [1]],
    ],
  },
  { schema: { uniqueItems: false }, accepts: [[1, 1]], refuses: [] },
  { schema: { items: { type: 'string' } }, accepts: [['a'], [], 5], refuses: [[1], ['a', 1]] },
  { schema: { items: false }, accepts: [[]], refuses: [[1]] },
  {
    schema: { prefixItems: [{ type: 'string' }, { type: 'number' }] },
    accepts: [['a', 1], ['a'], [], ['a', 1, true], {}],
    refuses: [[1], ['a', 'b']],
  },
  {
    schema: { prefixItems: [true], items: { type: 'number' } },
    accepts: [['a', 1], ['a']],
    refuses: [['a', 'b']],
  },
  { schema: { contains: { const: 1 } }, accepts: [[2, 1], 'a'], refuses: [[], [2]] },
  {
    schema: { contains: { const: 1 }, minContains: 2, maxContains: 3 },
    accepts: [
      [1, 1],
      [1, 1, 1],
    ],
    refuses: [[1], [1, 1, 1, 1]],
  },
  { schema: { contains: { const: 1 }, minContains: 0 }, accepts: [[], [2]], refuses: [] },
  {
    schema: { prefixItems: [true], unevaluatedItems: false },
    accepts: [[1], []],
    refuses: [[1, 2]],
  },
  {
    schema: { contains: { type: 'string' }, unevaluatedItems: { type: 'number' } },
    accepts: [['a', 1]],
    refuses: [['a', true]],
  },
  {
    schema: { allOf: [{ prefixItems: [true] }, { items: true }], unevaluatedItems: false },
    accepts: [[1, 2, 3]],
    refuses: [],
  },
  {
    schema: {
      anyOf: [{ prefixItems: [{ const: 1 }] }, { prefixItems: [true, { const: 2 }] }],
      unevaluatedItems: false,
    },
    accepts: [[1], [3, 2]],
    refuses: [
      [1, 3],
      [1, 2, 3],
    ],
  },
];

/** What it says of objects. */
export const mapFacts: readonly SchemaFact[] = [
  {
    schema: { minProperties: 1, maxProperties: 2 },
    accepts: [{ a: 1 }, { a: 1, b: 2 }, []],
    refuses: [{}, { a: 1, b: 2, c: 3 }],
  },
  { schema: { required: ['a'] }, accepts: [{ a: null }, 'a'], refuses: [{}, { b: 1 }] },
  { schema: { required: ['constructor', 'toString'] }, accepts: [{ constructor: 1, toString: 2 }], refuses: [{}] },
  { schema: { properties: { a: { type: 'string' } } }, accepts: [{ a: 'x' }, {}, { b: 1 }, []], refuses: [{ a: 1 }] },
  {
    schema: { properties: { constructor: { type: 'number' } } },
    accepts: [{}, { constructor: 1 }],
    refuses: [{ constructor: 'a' }],
  },
  {
    schema: { patternProperties: { '^n_': { type: 'number' } } },
    accepts: [{ n_a: 1, b: 'x' }],
    refuses: [{ n_a: 'x' }],
  },
  {
    schema: { properties: { a: true }, patternProperties: { '^b': true }, additionalProperties: false },
    accepts: [{ a: 1, b1: 2 }, {}],
    refuses: [{ c: 1 }],
  },
  { schema: { additionalProperties: { type: 'number' } }, accepts: [{ a: 1 }], refuses: [{ a: 'x' }] },
  { schema: { propertyNames: { maxLength: 2 } }, accepts: [{ ab: 1 }, []], refuses: [{ abc: 1 }] },
  { schema: { dependentRequired: { a: ['b'] } }, accepts: [{ a: 1, b: 2 }, { b: 1 }, {}, []], refuses: [{ a: 1 }] },
  { schema: { dependentSchemas: { a: { required: ['b'] } } }, accepts: [{ a: 1, b: 2 }, {}, 5], refuses: [{ a: 1 }] },
  {
    schema: { properties: { a: true }, unevaluatedProperties: false },
    accepts: [{ a: 1 }, {}],
    refuses: [{ b: 1 }],
  },
  {
    schema: { allOf: [{ properties: { a: true } }], properties: { b: true }, unevaluatedProperties: false },
    accepts: [{ a: 1, b: 2 }],
    refuses: [{ c: 1 }],
  },
  {
    schema: {
      if: { properties: { kind: { const: 'a' } }, required: ['kind'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { a: true } },
      else: { properties: { b: true } },
      unevaluatedProperties: false,
    },
    accepts: [{ kind: 'a', a: 1 }, { b: 1 }],
    refuses: [{ kind: 'a', b: 1 }, { a: 1 }],
  },
  {
    schema: { $ref: '#/$defs/base', unevaluatedProperties: false, $defs: { base: { properties: { a: true } } } },
    accepts: [{ a: 1 }],
    refuses: [{ b: 1 }],
  },
];
