import type { SchemaFact } from './schema-facts.fixture';

const unevaluated = { unevaluatedProperties: false };

/** What JSON Schema 2020-12 says of schemas put together. */
export const applicatorFacts: readonly SchemaFact[] = [
  { schema: { allOf: [{ minimum: 1 }, { maximum: 3 }] }, accepts: [2], refuses: [0, 4] },
  { schema: { anyOf: [{ type: 'string' }, { minimum: 5 }] }, accepts: ['a', 6], refuses: [4] },
  { schema: { oneOf: [{ multipleOf: 2 }, { multipleOf: 3 }] }, accepts: [2, 3], refuses: [6, 1] },
  { schema: { not: { type: 'string' } }, accepts: [1], refuses: ['a'] },
  {
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    schema: { if: { minimum: 10 }, then: { multipleOf: 10 }, else: { multipleOf: 2 } },
    accepts: [20, 4],
    refuses: [15, 3],
  },
  { schema: { if: { minimum: 10 } }, accepts: [1, 20], refuses: [] },
  {
    schema: { $ref: '#/$defs/pos', maximum: 5, $defs: { pos: { minimum: 1 } } },
    accepts: [1, 5],
    refuses: [0, 6],
  },
  { schema: { items: { $ref: '#' }, type: ['array', 'null'] }, accepts: [[[], [null]], null], refuses: [[[1]]] },
  { schema: { $ref: '#/$defs/a~1b~0c%25', $defs: { 'a/b~c%': { type: 'string' } } }, accepts: ['x'], refuses: [1] },
  { schema: { $ref: '#name', $defs: { n: { $anchor: 'name', type: 'string' } } }, accepts: ['x'], refuses: [1] },
  {
    schema: { properties: { a: { $ref: '#/properties/b' }, b: { type: 'string' } } },
    accepts: [{ a: 'x' }],
    refuses: [{ a: 1 }],
  },
  { schema: { $ref: '#/prefixItems/1', prefixItems: [true, { type: 'array' }] }, accepts: [[]], refuses: [5] },
  { schema: { $ref: '#/definitions/t', definitions: { t: false } }, accepts: [], refuses: [1] },
  {
    schema: {
      $id: 'https://example.com/root/main',
      $defs: { other: { $id: 'other', $defs: { inner: { type: 'string' } }, $ref: '#/$defs/inner' } },
      $ref: 'other',
    },
    accepts: ['x'],
    refuses: [1],
  },
  {
    schema: {
      $id: 'https://example.com/a/b',
      $defs: { x: { $id: '../c/./d', $anchor: 'here', type: 'string' } },
      $ref: '/c/d#here',
    },
    accepts: ['x'],
    refuses: [1],
  },
  {
    schema: { $id: 'urn:example:root', $defs: { x: { $id: 'urn:example:x', type: 'string' } }, $ref: 'urn:example:x' },
    accepts: ['x'],
    refuses: [1],
  },
  {
    schema: {
      $id: 'https://a.example/x?y=1',
      $defs: { z: { $id: '//b.example/z?q', type: 'string' } },
      $ref: 'https://b.example/z?q',
    },
    accepts: ['x'],
    refuses: [1],
  },
  {
    schema: { $id: 'https://a.example/x?y=1', $ref: '?y=1#/$defs/t', $defs: { t: { type: 'string' } } },
    accepts: ['x'],
    refuses: [1],
  },
  {
    // A list of anything, and a list of texts made of it by $dynamicRef.
    schema: {
      $id: 'https://example.com/texts',
      $ref: 'list',
      $defs: {
        item: { $dynamicAnchor: 'item', type: 'string' },
        list: { $id: 'list', items: { $dynamicRef: '#item' }, $defs: { any: { $dynamicAnchor: 'item' } } },
      },
    },
    accepts: [['a']],
    refuses: [[1]],
  },
  {
    schema: { items: { $dynamicRef: '#plain' }, $defs: { p: { $anchor: 'plain', type: 'string' } } },
    accepts: [['a']],
    refuses: [[1]],
  },
  // What `unevaluated…` sees is what stands in its own schema, and in those that apply inside of it.
  { schema: { allOf: [{ properties: { a: true } }, unevaluated] }, accepts: [{}], refuses: [{ a: 1 }] },
  { schema: { properties: { a: true }, allOf: [unevaluated] }, accepts: [{}], refuses: [{ a: 1 }] },
  {
    schema: { properties: { a: true }, $ref: '#/$defs/u', $defs: { u: unevaluated } },
    accepts: [{}],
    refuses: [{ a: 1 }],
  },
  {
    schema: { properties: { a: true }, $dynamicRef: '#u', $defs: { u: { $dynamicAnchor: 'u', ...unevaluated } } },
    accepts: [{}],
    refuses: [{ a: 1 }],
  },
  { schema: { properties: { a: true }, dependentSchemas: { a: unevaluated } }, accepts: [{}], refuses: [{ a: 1 }] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  { schema: { properties: { a: true }, if: true, then: unevaluated }, accepts: [{}], refuses: [{ a: 1 }] },
  { schema: { properties: { a: true }, if: false, else: unevaluated }, accepts: [{}], refuses: [{ a: 1 }] },
  { schema: { properties: { a: true }, anyOf: [unevaluated] }, accepts: [{}], refuses: [{ a: 1 }] },
  { schema: { allOf: [{ prefixItems: [true] }, { unevaluatedItems: false }] }, accepts: [[]], refuses: [[1]] },
  {
    schema: { allOf: [{ unevaluatedProperties: true }], unevaluatedProperties: false },
    accepts: [{ a: 1 }],
    refuses: [],
  },
  {
    schema: { allOf: [{ properties: { a: true }, ...unevaluated }], unevaluatedProperties: { type: 'string' } },
    accepts: [{ a: 1 }],
    refuses: [{ b: 'x' }],
  },
];
