import { hintNearest } from '../expressions/nearest';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json';
import { checkShape } from './check-shape';
import { keywordShapes } from './keyword-shapes';
import { MAX_SCHEMA_DEPTH, type Resource, SchemaIndex, schemasIn } from './schema-index';
import { type Place, writePlace } from './violation';

/** One problem of a schema. */
export interface SchemaProblem {
  /** Where in the schema: `properties.qty.type`; empty for the schema itself. */
  readonly path: string;
  readonly message: string;
}

const DIALECT = /^https?:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/;

/** All problems of a schema itself: types, patterns, values of keywords, references. */
export function checkSchema(schema: Json): readonly SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const index = new SchemaIndex(schema);
  check(schema, { place: undefined, depth: 0, resource: index.main, index, problems });
  return problems;
}

interface Position {
  readonly place: Place | undefined;
  readonly depth: number;
  readonly resource: Resource;
  readonly index: SchemaIndex;
  readonly problems: SchemaProblem[];
}

function check(schema: Json, position: Position): void {
  const { place, depth, index, problems } = position;
  if (typeof schema === 'boolean') return;
  if (!isJsonObject(schema)) return report(problems, place, explainNoSchema(schema));
  if (depth > MAX_SCHEMA_DEPTH) return report(problems, place, `the schema nests deeper than ${MAX_SCHEMA_DEPTH}`);
  const resource = index.resourceOf(schema, position.resource);
  for (const [keyword, value] of Object.entries(schema)) checkKeyword(keyword, value, { ...position, resource });
  for (const inner of schemasIn(schema)) {
    check(inner.schema, { ...position, resource, depth: depth + 1, place: extend(place, inner.path) });
  }
}

function explainNoSchema(value: Json): string {
  const advice = isJsonList(value) ? '; a list of schemas belongs in prefixItems' : '';
  return `a schema is an object, true or false${advice}`;
}

function checkKeyword(keyword: string, value: Json, { place, resource, index, problems }: Position): void {
  const at: Place = { outer: place, key: keyword };
  const shape = keywordShapes.get(keyword);
  if (shape === undefined) return;
  if (keyword === 'required' && typeof value === 'boolean') return report(problems, at, explainRequired(value, place));
  for (const { key, message } of checkShape(value, shape)) {
    report(problems, key === undefined ? at : { outer: at, key }, message);
  }
  if (shape === 'reference' && typeof value === 'string') {
    const message = explainReference(value, resource, index);
    if (message !== undefined) report(problems, at, message);
  }
  if (keyword === '$schema' && typeof value === 'string' && !DIALECT.test(value)) {
    report(problems, at, 'only JSON Schema 2020-12 is read: leave $schema out, or name that version');
  }
}

// In OpenAPI's parameters, GitHub's inputs and older drafts, a property itself says that it is required.
function explainRequired(isRequired: boolean, place: Place | undefined): string {
  const isProperty = place?.outer?.key === 'properties';
  const name = isProperty ? String(place?.key) : 'NAME';
  return isRequired
    ? `a list of properties is wanted: write \`required: [${name}]\` beside \`properties\``
    : 'a list of properties is wanted: leave it out, for a property is optional unless `required` names it';
}

function explainReference(reference: string, resource: Resource, index: SchemaIndex): string | undefined {
  if (index.resolve(reference, resource) !== undefined) return undefined;
  if (!reference.startsWith('#'))
    return `"${reference}" is not in this schema; remote schemas are never loaded: copy it into $defs`;
  const names = isJsonObject(resource.root) ? Object.keys(defsOf(resource.root)).map((name) => `#/$defs/${name}`) : [];
  return `there is nothing at "${reference}" in this schema${hintNearest(reference, names)}`;
}

function defsOf(root: JsonObject): JsonObject {
  const { $defs: defs } = root;
  return isJsonObject(defs) ? defs : {};
}

function extend(place: Place | undefined, keys: readonly (string | number)[]): Place | undefined {
  return keys.reduce<Place | undefined>((outer, key) => ({ outer, key }), place);
}

function report(problems: SchemaProblem[], place: Place | undefined, message: string): void {
  problems.push({ path: writePlace(place), message });
}
