import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json';
import { keywordShapes } from './keyword-shapes';
import { fragmentOf, resolveUri } from './uri';

/** A part of a schema document with an identity of its own (`$id`), or the document itself. */
export interface Resource {
  readonly uri: string;
  readonly root: Json;
  readonly anchors: ReadonlyMap<string, JsonObject>;
  readonly dynamicAnchors: ReadonlyMap<string, JsonObject>;
}

/** The target of a reference. */
export interface Target {
  readonly schema: Json;
  readonly resource: Resource;
}

/** The maximum nesting of a schema; deeper parts are ignored. */
export const MAX_SCHEMA_DEPTH = 200;

/** Indexes a schema document: its resources, its anchors, and the targets of its references. */
export class SchemaIndex {
  readonly #resources = new Map<string, MutableResource>();
  readonly #targets = new Map<Resource, Map<string, Target>>();
  readonly #resourceOf = new Map<JsonObject, MutableResource>();
  readonly main: Resource;

  constructor(schema: Json) {
    const uri = isJsonObject(schema) && typeof schema['$id'] === 'string' ? resolveUri('', schema['$id']) : '';
    this.main = this.#addResource(uri, schema);
    this.#walk(schema, this.main as MutableResource, 0);
  }

  /** The resource that a schema belongs to. */
  resourceOf(schema: Json, otherwise: Resource): Resource {
    return (isJsonObject(schema) ? this.#resourceOf.get(schema) : undefined) ?? otherwise;
  }

  /** The target of a reference; undefined when it is outside the document or does not exist. */
  resolve(reference: string, from: Resource): Target | undefined {
    const known = this.#targets.get(from)?.get(reference);
    if (known !== undefined) return known;
    const target = this.#find(reference, from);
    const targets = this.#targets.get(from) ?? new Map<string, Target>();
    if (target !== undefined) this.#targets.set(from, targets.set(reference, target));
    return target;
  }

  #find(reference: string, from: Resource): Target | undefined {
    const resource = this.#resources.get(resolveUri(from.uri, reference));
    const fragment = fragmentOf(reference);
    if (resource === undefined || fragment === undefined) return undefined;
    const schema =
      fragment === '' || fragment.startsWith('/')
        ? findByPointer(resource.root, fragment)
        : resource.anchors.get(fragment);
    return schema === undefined ? undefined : { schema, resource: this.resourceOf(schema, resource) };
  }

  #addResource(uri: string, root: Json): MutableResource {
    const resource = { uri, root, anchors: new Map(), dynamicAnchors: new Map() };
    this.#resources.set(uri, resource);
    return resource;
  }

  #walk(schema: Json | undefined, outer: MutableResource, depth: number): void {
    if (!isJsonObject(schema) || depth > MAX_SCHEMA_DEPTH || this.#resourceOf.has(schema)) return;
    const resource = this.#enter(schema, outer);
    this.#resourceOf.set(schema, resource);
    this.#addAnchors(schema, resource);
    for (const inner of schemasIn(schema)) this.#walk(inner.schema, resource, depth + 1);
  }

  #enter(schema: JsonObject, outer: MutableResource): MutableResource {
    const id = Object.hasOwn(schema, '$id') ? schema['$id'] : undefined;
    if (typeof id !== 'string' || schema === outer.root) return outer;
    return this.#addResource(resolveUri(outer.uri, id), schema);
  }

  #addAnchors(schema: JsonObject, resource: MutableResource): void {
    if (typeof schema['$anchor'] === 'string') resource.anchors.set(schema['$anchor'], schema);
    if (typeof schema['$dynamicAnchor'] === 'string') {
      resource.anchors.set(schema['$dynamicAnchor'], schema);
      resource.dynamicAnchors.set(schema['$dynamicAnchor'], schema);
    }
  }
}

interface MutableResource extends Resource {
  readonly anchors: Map<string, JsonObject>;
  readonly dynamicAnchors: Map<string, JsonObject>;
}

/** The schemas directly inside a schema, with their positions. */
export function schemasIn(
  schema: JsonObject,
): readonly { readonly path: readonly (string | number)[]; readonly schema: Json }[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const shape = keywordShapes.get(keyword);
    if (shape === 'schema') return [{ path: [keyword], schema: value }];
    if (shape === 'schemaList' && isJsonList(value)) {
      return value.map((item, index) => ({ path: [keyword, index], schema: item }));
    }
    if ((shape === 'schemaMap' || shape === 'patternMap') && isJsonObject(value)) {
      return Object.entries(value).map(([key, item]) => ({ path: [keyword, key], schema: item }));
    }
    return [];
  });
}

function findByPointer(root: Json, pointer: string): Json | undefined {
  let at: Json | undefined = root;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (isJsonList(at)) at = /^(?:0|[1-9]\d*)$/.test(key) ? at[Number(key)] : undefined;
    else at = isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}
