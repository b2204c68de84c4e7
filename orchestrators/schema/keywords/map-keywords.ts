import { hintNearest } from '../../expressions/nearest';
import { compilePattern, type Pattern } from '../../expressions/pattern';
import { isJsonList, isJsonObject, type Json } from '../../model/json';
import type { Keyword, KeywordContext, KeywordTable, SchemaNode, Subject, ValidationRun } from '../schema-node';
import { testPattern } from './text-keywords';

/** The cost of comparing a key with one known key, in steps. */
const HINT_STEPS = 50;

/** Keywords about objects. */
export const mapKeywords: KeywordTable = {
  maxProperties: limitCount((count, limit) => count <= limit, 'at most'),
  minProperties: limitCount((count, limit) => count >= limit, 'at least'),
  required: (keys) => (subject, run) => checkRequired(subject, textsIn(keys), run),
  dependentRequired: (dependencies) => (subject, run) => {
    if (!isJsonObject(dependencies) || !isJsonObject(subject.value)) return;
    for (const [key, keys] of Object.entries(dependencies)) {
      if (Object.hasOwn(subject.value, key)) checkRequired(subject, textsIn(keys), run);
    }
  },
  properties: (schemas, { compile }) => {
    const nodes = entriesOf(schemas).map(([key, schema]) => [key, compile(schema)] as const);
    return (subject, run) => {
      if (!isJsonObject(subject.value)) return;
      for (const [key, node] of nodes) if (Object.hasOwn(subject.value, key)) enterKey(subject, key, node, run);
    };
  },
  patternProperties: (schemas, { compile }) => {
    const nodes = patternsOf(schemas).map(([pattern, schema]) => [pattern, compile(schema)] as const);
    return (subject, run) =>
      eachKey(subject, (key) => {
        for (const [pattern, node] of nodes) if (testPattern(pattern, key, run)) enterKey(subject, key, node, run);
      });
  },
  additionalProperties: checkAdditional,
  propertyNames: (schema, { compile }) => {
    const node = compile(schema);
    return (subject, run) => eachKey(subject, (key) => run.enter(node, key, { outer: subject.place, key }));
  },
};

/** Validates the value of a key. */
export function enterKey(
  { value, place, evaluated }: Subject,
  key: string,
  node: SchemaNode,
  run: ValidationRun,
): void {
  if (!isJsonObject(value)) return;
  evaluated.add(key);
  run.enter(node, value[key] ?? null, { outer: place, key });
}

/** Iterates over the own keys of an object. */
export function eachKey({ value }: Subject, visit: (key: string) => void): void {
  if (isJsonObject(value)) for (const key of Object.keys(value)) visit(key);
}

function checkAdditional(schema: Json, { compile, schema: outer }: KeywordContext) {
  const node = compile(schema);
  const known = new Set(entriesOf(outer['properties']).map(([key]) => key));
  const patterns = patternsOf(outer['patternProperties']).map(([pattern]) => pattern);
  return (subject: Subject, run: ValidationRun) =>
    eachKey(subject, (key) => {
      if (known.has(key) || patterns.some((pattern) => testPattern(pattern, key, run))) return;
      if (schema !== false) return enterKey(subject, key, node, run);
      run.charge(known.size * HINT_STEPS);
      const hint = hintNearest(key, [...known]);
      run.report({ outer: subject.place, key }, `is not allowed${hint}`, describeKnown(known));
    });
}

function describeKnown(known: ReadonlySet<string>): string {
  return known.size === 0 ? 'no keys' : `only ${[...known].slice(0, 20).join(', ')}`;
}

function checkRequired({ value, place }: Subject, keys: readonly string[], run: ValidationRun): void {
  if (!isJsonObject(value)) return;
  run.charge(keys.length);
  for (const key of keys) {
    if (!Object.hasOwn(value, key)) run.report({ outer: place, key }, 'is missing', 'a value');
  }
}

function limitCount(holds: (count: number, limit: number) => boolean, wanted: string): Keyword {
  return (limit: Json) => {
    if (typeof limit !== 'number') return undefined;
    return ({ value, place }, run) => {
      if (!isJsonObject(value)) return;
      const { length } = Object.keys(value);
      if (!holds(length, limit)) run.report(place, `has ${length} keys`, `${wanted} ${limit} keys`);
    };
  };
}

function entriesOf(map: Json | undefined): readonly (readonly [string, Json])[] {
  return isJsonObject(map) ? Object.entries(map) : [];
}

function patternsOf(map: Json | undefined): readonly (readonly [Pattern, Json])[] {
  return entriesOf(map).flatMap(([source, schema]) => {
    const pattern = compilePattern(source);
    return pattern === undefined ? [] : [[pattern, schema] as const];
  });
}

function textsIn(list: Json): readonly string[] {
  return isJsonList(list) ? list.filter((item) => typeof item === 'string') : [];
}
