import { hintNearest } from '../expressions/nearest';
import { compilePattern } from '../expressions/pattern';
import { isJsonList, isJsonObject, isWholeNumber, type Json } from '../model/json';

/** A problem of a keyword's value; `key` is the position inside the value, absent for the whole value. */
export interface ShapeProblem {
  readonly key?: string | number;
  readonly message: string;
}

const ANCHOR = /^[A-Za-z_][-A-Za-z0-9._]*$/;

/** The problems of a keyword's value, without those of schemas inside it. */
export function checkShape(value: Json, shape: Shape): readonly ShapeProblem[] {
  return checks[shape](value);
}

const checks: Readonly<Record<Shape, (value: Json) => readonly ShapeProblem[]>> = {
  any: () => [],
  schema: () => [],
  schemaList: (value) => want(isJsonList(value) && value.length > 0, 'a list of one or more schemas is wanted'),
  schemaMap: (value) => want(isJsonObject(value), 'an object of schemas is wanted'),
  patternMap: (value) =>
    isJsonObject(value)
      ? Object.keys(value).flatMap((key) => checkPattern(key, key))
      : [{ message: 'an object of schemas is wanted' }],
  text: (value) => want(typeof value === 'string', 'text is wanted'),
  reference: (value) => want(typeof value === 'string', 'text is wanted, such as "#/$defs/name"'),
  anchor: (value) =>
    want(typeof value === 'string' && ANCHOR.test(value), 'a name is wanted: a letter, then letters, digits, ". _ -"'),
  pattern: (value) =>
    typeof value === 'string' ? checkPattern(value) : [{ message: 'text is wanted: a regular expression' }],
  textList: checkTexts,
  textListMap: (value) =>
    isJsonObject(value)
      ? Object.entries(value).flatMap(([key, list]) => checkTexts(list).map(({ message }) => ({ key, message })))
      : [{ message: 'an object of lists of keys is wanted' }],
  types: checkTypes,
  number: (value) => want(typeof value === 'number', 'a number is wanted'),
  positive: (value) => want(typeof value === 'number' && value > 0, 'a number above 0 is wanted'),
  count: (value) => want(isWholeNumber(value) && value >= 0, 'a whole number of 0 or more is wanted'),
  boolean: (value) => want(typeof value === 'boolean', 'true or false is wanted'),
  list: (value) => want(isJsonList(value), 'a list is wanted'),
  choices: (value) => want(isJsonList(value) && value.length > 0, 'a list of one or more values is wanted'),
  map: (value) => want(isJsonObject(value), 'an object is wanted'),
};

function want(isMet: boolean, message: string): readonly ShapeProblem[] {
  return isMet ? [] : [{ message }];
}

function checkPattern(source: string, key?: string): readonly ShapeProblem[] {
  if (compilePattern(source) !== undefined) return [];
  const message = 'this is not a regular expression of RE2 (which has no look-around and no back references)';
  return [key === undefined ? { message } : { key, message }];
}

function checkTexts(value: Json): readonly ShapeProblem[] {
  if (!isJsonList(value) || value.some((item) => typeof item !== 'string'))
    return [{ message: 'a list of texts is wanted' }];
  return want(new Set(value).size === value.length, 'a key stands twice in this list');
}

function checkTypes(value: Json): readonly ShapeProblem[] {
  const types = isJsonList(value) ? value : [value];
  if (types.length === 0) return [{ message: 'one or more types are wanted' }];
  return types.flatMap((type, index) => {
    if (typeof type === 'string' && typeNames.includes(type)) return [];
    const hint = typeof type === 'string' ? hintNearest(type, typeNames) : '';
    const message = `this is not a type; the types are ${typeNames.join(', ')}${hint}`;
    return [isJsonList(value) ? { key: index, message } : { message }];
  });
}

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
