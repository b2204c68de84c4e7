/** The allowed values of a keyword, and the positions of schemas in them. */
export type Shape =
  | 'schema'
  | 'schemaList'
  | 'schemaMap'
  | 'patternMap'
  | 'text'
  | 'reference'
  | 'anchor'
  | 'pattern'
  | 'textList'
  | 'textListMap'
  | 'types'
  | 'number'
  | 'positive'
  | 'count'
  | 'boolean'
  | 'list'
  | 'choices'
  | 'map'
  | 'any';

/** The keywords of JSON Schema 2020-12, and `definitions` of older drafts. */
export const keywordShapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['$schema', 'text'],
  ['$id', 'text'],
  ['$anchor', 'anchor'],
  ['$dynamicAnchor', 'anchor'],
  ['$ref', 'reference'],
  ['$dynamicRef', 'reference'],
  ['$defs', 'schemaMap'],
  ['definitions', 'schemaMap'],
  ['$comment', 'text'],
  ['$vocabulary', 'map'],
  ['allOf', 'schemaList'],
  ['anyOf', 'schemaList'],
  ['oneOf', 'schemaList'],
  ['not', 'schema'],
  ['if', 'schema'],
  ['then', 'schema'],
  ['else', 'schema'],
  ['dependentSchemas', 'schemaMap'],
  ['prefixItems', 'schemaList'],
  ['items', 'schema'],
  ['contains', 'schema'],
  ['properties', 'schemaMap'],
  ['patternProperties', 'patternMap'],
  ['additionalProperties', 'schema'],
  ['propertyNames', 'schema'],
  ['unevaluatedItems', 'schema'],
  ['unevaluatedProperties', 'schema'],
  ['contentSchema', 'schema'],
  ['type', 'types'],
  ['enum', 'choices'],
  ['const', 'any'],
  ['multipleOf', 'positive'],
  ['maximum', 'number'],
  ['exclusiveMaximum', 'number'],
  ['minimum', 'number'],
  ['exclusiveMinimum', 'number'],
  ['maxLength', 'count'],
  ['minLength', 'count'],
  ['pattern', 'pattern'],
  ['maxItems', 'count'],
  ['minItems', 'count'],
  ['uniqueItems', 'boolean'],
  ['maxContains', 'count'],
  ['minContains', 'count'],
  ['maxProperties', 'count'],
  ['minProperties', 'count'],
  ['required', 'textList'],
  ['dependentRequired', 'textListMap'],
  ['title', 'text'],
  ['description', 'text'],
  ['default', 'any'],
  ['deprecated', 'boolean'],
  ['readOnly', 'boolean'],
  ['writeOnly', 'boolean'],
  ['examples', 'list'],
  ['format', 'text'],
  ['contentEncoding', 'text'],
  ['contentMediaType', 'text'],
]);

/** The types of JSON Schema. */
export const typeNames: readonly string[] = ['null', 'boolean', 'object', 'array', 'number', 'integer', 'string'];
