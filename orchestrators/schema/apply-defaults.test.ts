import type { Json } from '../model/json';
import { compileSchema } from './index';

it.each<[what: string, schema: Json, value: Json | undefined, filled: Json]>([
  ['a missing key', { properties: { a: { default: 1 } } }, {}, { a: 1 }],
  ['no key that is there', { properties: { a: { default: 1 } } }, { a: null }, { a: null }],
  ['keys of the data', { properties: { constructor: { default: 1 } } }, {}, { constructor: 1 }],
  ['keys inside', { properties: { a: { properties: { b: { default: 1 } } } } }, { a: {} }, { a: { b: 1 } }],
  ['no key inside what is missing', { properties: { a: { properties: { b: { default: 1 } } } } }, {}, {}],
  [
    'a default that has defaults',
    { properties: { a: { default: {}, properties: { b: { default: 1 } } } } },
    {},
    { a: { b: 1 } },
  ],
  ['every item', { items: { properties: { q: { default: 1 } } } }, [{}, { q: 2 }, 'x'], [{ q: 1 }, { q: 2 }, 'x']],
  ['items by place', { prefixItems: [{ properties: { q: { default: 1 } } }], items: {} }, [{}, {}], [{ q: 1 }, {}]],
  ['values of a map', { additionalProperties: { properties: { q: { default: 1 } } } }, { a: {} }, { a: { q: 1 } }],
  [
    'through allOf',
    { allOf: [{ properties: { a: { default: 1 } } }, { properties: { b: { default: 2 } } }] },
    {},
    { a: 1, b: 2 },
  ],
  ['through $ref', { $ref: '#/$defs/x', $defs: { x: { properties: { a: { default: 1 } } } } }, {}, { a: 1 }],
  [
    'with a default of what is referred to',
    { properties: { a: { $ref: '#/$defs/x' } }, $defs: { x: { default: 7 } } },
    {},
    { a: 7 },
  ],
  ['a missing value', { default: { a: 1 } }, undefined, { a: 1 }],
  ['a missing value without a default', { properties: { a: { default: 1 } } }, undefined, { a: 1 }],
  ['a missing value of any schema', true, undefined, {}],
  ['null as it is', { default: 1 }, null, null],
  ['text as it is', { default: 1 }, 'a', 'a'],
])('fills %s', (_, schema, value, filled) => {
  expect(compileSchema(schema).applyDefaults(value)).toEqual(filled);
});

it('gives back the same value where nothing is missing', () => {
  const value = { a: 1, b: [{ q: 1 }], c: { d: {} } };
  const schema = {
    properties: { a: { default: 2 }, b: { items: { properties: { q: { default: 1 } } } }, c: {} },
    additionalProperties: { properties: { x: {} } },
  };
  expect(compileSchema(schema).applyDefaults(value)).toBe(value);
});

it('changes nothing in place', () => {
  const value = Object.freeze({ a: Object.freeze({}) });
  const schema = { properties: { a: { properties: { b: { default: [1] } } } } };
  expect(compileSchema(schema).applyDefaults(value)).toEqual({ a: { b: [1] } });
  expect(value).toEqual({ a: {} });
});

it('fills before it validates nothing: what is filled is checked by who asks', () => {
  const { applyDefaults, validate } = compileSchema({ properties: { a: { type: 'string', default: 5 } } });
  expect(validate(applyDefaults({}))).toHaveLength(1);
});

it('comes to an end on defaults that have themselves', () => {
  const schema = { properties: { a: { $ref: '#', default: {} } } };
  expect(JSON.stringify(compileSchema(schema).applyDefaults({})).length).toBeLessThan(1000);
});

it('comes to an end on a schema that applies itself over and over', () => {
  const both = { allOf: [{ $ref: '#/$defs/x' }, { $ref: '#/$defs/x' }] };
  const schema = { $ref: '#/$defs/x', $defs: { x: both } };
  expect(compileSchema(schema).applyDefaults({})).toEqual({});
  expect(compileSchema({ properties: { a: schema }, $defs: { x: both } }).applyDefaults({})).toEqual({});
});
