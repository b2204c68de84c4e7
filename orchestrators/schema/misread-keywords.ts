import { findNearest } from '../expressions/nearest';
import { isJsonObject, type Json, type JsonObject } from '../model/json';
import { keywordShapes, typeNames } from './check-shape';
import { MAX_SCHEMA_DEPTH, schemasIn } from './schema-index';

/** A key of a schema that is not a keyword, and what was probably meant. */
export interface MisreadKeyword {
  /** Where it stands in the schema; ends with the key. */
  readonly at: readonly (string | number)[];
  readonly message: string;
  readonly hint: string;
}

/**
 * Keys that JSON Schema ignores although the author relies on them: properties without `properties`, misspelt keywords,
 * and keywords of other languages. Other unknown keys are annotations.
 */
export function findMisreadKeywords(schema: Json, at: MisreadKeyword['at'] = []): readonly MisreadKeyword[] {
  if (!isJsonObject(schema) || at.length > MAX_SCHEMA_DEPTH) return [];
  const inside = schemasIn(schema).flatMap((inner) => findMisreadKeywords(inner.schema, [...at, ...inner.path]));
  return [...misreadIn(schema, at), ...inside];
}

function misreadIn(schema: JsonObject, at: MisreadKeyword['at']): readonly MisreadKeyword[] {
  const unknown = Object.keys(schema).filter((key) => !keywordShapes.has(key) && !key.startsWith('x-'));
  const properties = unknown.filter((key) => isLikeSchema(schema[key]));
  const others = unknown.filter((key) => !properties.includes(key));
  return [
    ...(properties.length === 0 ? [] : [describe(properties, at, adviseProperties(schema, properties))]),
    ...others.flatMap((key) => {
      const hint = adviseKeyword(key);
      return hint === undefined ? [] : [describe([key], at, hint)];
    }),
  ];
}

function describe(keys: readonly string[], at: MisreadKeyword['at'], hint: string): MisreadKeyword {
  const [first = ''] = keys;
  const names = quote(keys);
  const message =
    keys.length === 1
      ? `${names} is not a keyword of JSON Schema, so it has no effect`
      : `${names} are not keywords of JSON Schema, so they have no effect`;
  return { at: [...at, first], message, hint };
}

function adviseProperties(schema: JsonObject, names: readonly string[]): string {
  const required = names.filter((name) => isRequired(schema[name]));
  const beside = required.length === 0 ? '' : `, and \`required: [${shorten(required).join(', ')}]\` beside it`;
  return `write \`properties: { ${shorten(names).join(': …, ')}: … }\`${beside}`;
}

function adviseKeyword(key: string): string | undefined {
  const own = foreignKeywords.get(key);
  if (own !== undefined) return own;
  const nearest = findNearest(key, [...keywordShapes.keys()]);
  return nearest === undefined ? undefined : `nearest is "${nearest}"`;
}

/** Keywords of other schema languages. */
const foreignKeywords: ReadonlyMap<string, string> = new Map([
  ['nullable', 'write `type: [string, "null"]`'],
  ['optional', 'leave it out: a property is optional unless `required` names it'],
  ['min', 'write `minimum`, or `minLength` for text'],
  ['max', 'write `maximum`, or `maxLength` for text'],
  ['options', 'write `enum`'],
  ['choices', 'write `enum`'],
  ['regex', 'write `pattern`'],
  ['example', 'write `examples`, a list'],
]);

function isLikeSchema(value: Json | undefined): boolean {
  if (typeof value === 'string') return typeNames.includes(value);
  return isJsonObject(value) && Object.keys(value).some((key) => keywordShapes.has(key));
}

function isRequired(value: Json | undefined): boolean {
  return isJsonObject(value) && value['required'] === true;
}

const MAX_SHOWN = 5;

function shorten(names: readonly string[]): readonly string[] {
  return names.length > MAX_SHOWN ? [...names.slice(0, MAX_SHOWN), '…'] : names;
}

function quote(names: readonly string[]): string {
  return shorten(names)
    .map((name) => (name === '…' ? name : JSON.stringify(name)))
    .join(', ');
}
