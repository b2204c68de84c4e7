import type { Json } from '../model/json';
import { checkSchema } from './index';

it.each<[schema: Json, path: string, message: RegExp]>([
  [5, '', /a schema is an object, true or false/],
  [{ type: 'strin' }, 'type', /not a type.*nearest is "string"/],
  [{ type: 5 }, 'type', /not a type/],
  [{ type: [] }, 'type', /one or more types/],
  [{ type: ['string', 'nul'] }, 'type[1]', /nearest is "null"/],
  [{ properties: { a: { type: 'text' } } }, 'properties.a.type', /not a type/],
  [{ properties: { 'a-b': 5 } }, 'properties["a-b"]', /a schema is an object/],
  [{ properties: [] }, 'properties', /an object of schemas/],
  [{ items: [{}] }, 'items', /prefixItems/],
  [{ allOf: [] }, 'allOf', /one or more schemas/],
  [{ anyOf: [true, 1] }, 'anyOf[1]', /a schema is an object/],
  [{ not: 'x' }, 'not', /a schema is an object/],
  [{ pattern: '(?=a)' }, 'pattern', /RE2/],
  [{ pattern: '(a)\\1' }, 'pattern', /RE2/],
  [{ pattern: 5 }, 'pattern', /text is wanted/],
  [{ patternProperties: { '(': true } }, 'patternProperties["("]', /RE2/],
  [{ patternProperties: [] }, 'patternProperties', /an object of schemas/],
  [{ minimum: '1' }, 'minimum', /a number/],
  [{ exclusiveMinimum: true }, 'exclusiveMinimum', /a number/],
  [{ multipleOf: 0 }, 'multipleOf', /above 0/],
  [{ minLength: -1 }, 'minLength', /whole number/],
  [{ maxItems: 1.5 }, 'maxItems', /whole number/],
  [{ uniqueItems: 1 }, 'uniqueItems', /true or false/],
  [{ required: 'a' }, 'required', /list of texts/],
  [{ required: ['a', 1] }, 'required', /list of texts/],
  [{ required: ['a', 'a'] }, 'required', /twice/],
  [{ dependentRequired: { a: 'b' } }, 'dependentRequired.a', /list of texts/],
  [{ dependentRequired: 1 }, 'dependentRequired', /object of lists/],
  [{ enum: [] }, 'enum', /one or more values/],
  [{ format: 1 }, 'format', /text is wanted/],
  [{ title: 1 }, 'title', /text is wanted/],
  [{ examples: 1 }, 'examples', /a list/],
  [{ $vocabulary: 1 }, '$vocabulary', /an object/],
  [{ $anchor: '1a' }, '$anchor', /a name/],
  [{ $ref: 1 }, '$ref', /text is wanted/],
  [{ $ref: 'https://example.com/x' }, '$ref', /remote schemas are never loaded/],
  [{ $ref: 'other.json' }, '$ref', /remote schemas are never loaded/],
  [{ $ref: '#/$defs/lnie', $defs: { line: {} } }, '$ref', /nothing at.*nearest is "#\/\$defs\/line"/],
  [{ $ref: '#nowhere' }, '$ref', /nothing at "#nowhere"/],
  [{ $ref: '#/%zz' }, '$ref', /nothing at/],
  [{ properties: { a: { $dynamicRef: '#nowhere' } } }, 'properties.a.$dynamicRef', /nothing at/],
  [{ $schema: 'http://json-schema.org/draft-07/schema#' }, '$schema', /2020-12/],
  [{ $defs: { a: { type: 1 } } }, '$defs.a.type', /not a type/],
])('%j has a problem at %s: %s', (schema, path, message) => {
  expect(checkSchema(schema)).toEqual([{ path, message: expect.stringMatching(message) }]);
});

it.each<[Json]>([
  [true],
  [{}],
  [{ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: 'x', title: 't', default: 1, 'x-own': [1] }],
  [{ $comment: 'c', description: 'd', deprecated: true, readOnly: false, examples: [1], format: 'anything' }],
  [{ const: null, default: { type: 'no schema' } }],
])('%j has no problem', (schema) => {
  expect(checkSchema(schema)).toEqual([]);
});

it.each([
  [{ properties: { name: { required: true } } }, 'properties.name.required', /write `required: \[name\]` beside/],
  [{ properties: { a: { properties: { b: { required: true } } } } }, 'properties.a.properties.b.required', /\[b\]/],
  [{ items: { required: true } }, 'items.required', /write `required: \[NAME\]` beside/],
  [{ properties: { name: { required: false } } }, 'properties.name.required', /leave it out/],
])('says where the names of required properties stand: %j', (schema, path, message) => {
  expect(checkSchema(schema)).toEqual([{ path, message: expect.stringMatching(message) }]);
});

it('tells all problems', () => {
  const problems = checkSchema({ type: 'x', properties: { a: { minimum: 'y' }, b: { $ref: '#/q' } } });
  expect(problems.map(({ path }) => path)).toEqual(['type', 'properties.a.minimum', 'properties.b.$ref']);
});

it('refuses a schema that nests too deeply', () => {
  let schema: Json = {};
  for (let depth = 0; depth < 5000; depth += 1) schema = { not: schema };
  expect(checkSchema(schema)).toEqual([expect.objectContaining({ message: expect.stringMatching(/nests deeper/) })]);
});
