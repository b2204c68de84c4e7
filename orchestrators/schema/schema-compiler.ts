import { isJsonObject, type Json, type JsonObject } from '../model/json';
import { anyKeywords } from './keywords/any-keywords';
import { applicatorKeywords } from './keywords/applicator-keywords';
import { listKeywords } from './keywords/list-keywords';
import { mapKeywords } from './keywords/map-keywords';
import { numberKeywords } from './keywords/number-keywords';
import { textKeywords } from './keywords/text-keywords';
import { unevaluatedKeywords } from './keywords/unevaluated-keywords';
import type { Resource, SchemaIndex } from './schema-index';
import type { Check, Keyword, KeywordContext, SchemaNode } from './schema-node';

/** Every keyword with a check, in the order of the checks. */
const keywords: ReadonlyMap<string, Keyword> = new Map(
  [
    anyKeywords,
    numberKeywords,
    textKeywords,
    listKeywords,
    mapKeywords,
    applicatorKeywords,
    unevaluatedKeywords,
  ].flatMap((table) => Object.entries(table)),
);

/** Compiles the schemas of a document, each once, when they are first reached. */
export class SchemaCompiler {
  readonly #index: SchemaIndex;
  readonly #nodes = new Map<JsonObject, SchemaNode>();

  constructor(index: SchemaIndex) {
    this.#index = index;
  }

  /** The node of a schema; `resource` is the resource from which it was reached. */
  compile(schema: Json, resource: Resource): SchemaNode {
    if (!isJsonObject(schema)) return { resource, hasUnevaluated: false, checks: schema === false ? [refuseAll] : [] };
    const known = this.#nodes.get(schema);
    if (known !== undefined) return known;
    const hasUnevaluated = Object.keys(unevaluatedKeywords).some((name) => Object.hasOwn(schema, name));
    const node: SchemaNode = { resource: this.#index.resourceOf(schema, resource), hasUnevaluated, checks: [] };
    this.#nodes.set(schema, node);
    node.checks = this.#compileKeywords(schema, node.resource);
    return node;
  }

  #compileKeywords(schema: JsonObject, resource: Resource): readonly Check[] {
    const context: KeywordContext = {
      schema,
      resource,
      index: this.#index,
      compile: (inner, from = resource) => this.compile(inner, from),
    };
    return [...keywords].flatMap(([name, keyword]) => {
      const value = Object.hasOwn(schema, name) ? schema[name] : undefined;
      return (value === undefined ? undefined : keyword(value, context)) ?? [];
    });
  }
}

const refuseAll: Check = ({ place }, run) => run.report(place, 'is not allowed', 'nothing here');
