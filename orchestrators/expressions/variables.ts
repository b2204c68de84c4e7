import type { Json, JsonObject } from '../model/json';

/**
 * A root that is resolved lazily, such as `tasks` or `secrets`. It supports only member access, `has()`, `.?` and an
 * index of text. Any other use as a value (returned, compared, iterated, passed to a function) is EXPRESSION_FAILED.
 */
export abstract class Namespace {
  /** The value of a name; undefined if there is none now. */
  abstract get(key: string): Json | Namespace | undefined;

  /** The existing names, for the hint of an error; computed only then. */
  keys(): readonly string[] {
    return [];
  }

  /** The explanation for a name that does not exist; undefined: the same as for a missing key of a map. */
  explainMissing(_name: string): MissingName | undefined {
    return undefined;
  }
}

/** The error message for a name that does not exist. */
export interface MissingName {
  readonly message: string;
  readonly advice: string;
}

/** The variables of an expression. `get` returns undefined for a name that does not exist. */
export interface Variables {
  get(name: string): Json | Namespace | undefined;
}

/** Variables over the own properties of an object, falling back to `outer`: inner names shadow outer ones. */
export function createVariables(
  values: Readonly<Record<string, Json | Namespace | undefined>> | JsonObject,
  outer?: Variables,
): Variables {
  return {
    get: (name) => (Object.hasOwn(values, name) ? values[name] : undefined) ?? lookUp(outer, values, name),
  };
}

type ExplainMissing = Namespace['explainMissing'];

/** A namespace over a function, e.g. `createNamespace((id) => states.get(id), () => [...states.keys()])`. */
export function createNamespace(
  get: (key: string) => Json | Namespace | undefined,
  keys: () => readonly string[] = () => [],
  explainMissing: ExplainMissing = () => undefined,
): Namespace {
  return new FunctionNamespace(get, keys, explainMissing);
}

class FunctionNamespace extends Namespace {
  override readonly get: (key: string) => Json | Namespace | undefined;
  override readonly keys: () => readonly string[];
  override readonly explainMissing: ExplainMissing;

  constructor(
    get: (key: string) => Json | Namespace | undefined,
    keys: () => readonly string[],
    explainMissing: ExplainMissing,
  ) {
    super();
    this.get = get;
    this.keys = keys;
    this.explainMissing = explainMissing;
  }
}

function lookUp(outer: Variables | undefined, inner: object, name: string): Json | Namespace | undefined {
  // An own null shadows too; only missing and undefined values are looked up outside.
  if (Object.hasOwn(inner, name) && (inner as JsonObject)[name] === null) return null;
  return outer?.get(name);
}
