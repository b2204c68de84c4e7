import type { StepCounter } from '../expressions/evaluation';
import type { Json, JsonObject } from '../model/json';
import type { Resource, SchemaIndex } from './schema-index';

/** A value under validation, with its position and the results so far. */
export interface Subject {
  readonly value: Json;
  readonly place: Place | undefined;
  /** The keys and items that a schema has evaluated; only for `unevaluated…`. */
  readonly evaluated: Evaluated;
}

/** The compiled check of one keyword: reports violations to the run. */
export type Check = (subject: Subject, run: ValidationRun) => void;

/** A compiled schema. `checks` is filled after its parts are compiled, because a schema may contain itself. */
export interface SchemaNode {
  readonly resource: Resource;
  /**
   * Whether it has an `unevaluated…` keyword, which sees only what its own schema and the schemas inside it have
   * evaluated.
   */
  readonly hasUnevaluated: boolean;
  checks: readonly Check[];
}

/** What compiling a keyword needs. */
export interface KeywordContext {
  /** The schema that contains the keyword. */
  readonly schema: JsonObject;
  readonly resource: Resource;
  readonly index: SchemaIndex;
  /** The node of a schema inside this one, or referred to by it; each is compiled once. */
  readonly compile: (schema: Json, resource?: Resource) => SchemaNode;
}

/** Compiles the value of a keyword; undefined when there is nothing to check. */
export type Keyword = (value: Json, context: KeywordContext) => Check | undefined;

/** Keywords by name, in the order in which they are checked. */
export type KeywordTable = Readonly<Record<string, Keyword>>;

/** The outcome of trying a schema on a value. */
export interface Trial {
  readonly violations: readonly Violation[];
  readonly evaluated: Evaluated;
}

/** One validation, as keywords see it. */
export interface ValidationRun extends StepCounter {
  /** The resources around the current schema, outermost first: the scope of `$dynamicRef`. */
  readonly scope: readonly Resource[];
  /** Reports a problem. */
  report(place: Place | undefined, message: string, expected: string): void;
  /** Validates a value inside another one. */
  enter(node: SchemaNode, value: Json, place: Place | undefined): void;
  /** Validates a subject by one more schema. */
  run(node: SchemaNode, subject: Subject): void;
  /** Tries a schema on a value without reporting what it finds. */
  try(node: SchemaNode, subject: Subject): Trial;
}

/** The keys and items of one value that were evaluated by schemas that accepted it. */
export class Evaluated {
  readonly #parts = new Set<string | number>();

  get size(): number {
    return this.#parts.size;
  }

  add(part: string | number): void {
    this.#parts.add(part);
  }

  has(part: string | number): boolean {
    return this.#parts.has(part);
  }

  addAll(other: Evaluated): void {
    for (const part of other.#parts) this.#parts.add(part);
  }
}

/** One problem of a value. */
export interface Violation {
  /** The position in the value: `lines[0].qty`; empty for the value itself. */
  readonly path: string;
  /** The problem, as a phrase that follows the path: `is missing`. */
  readonly message: string;
  /** What the schema expects: `integer`, `one of "a", "b"`, `at least 1`. */
  readonly expected: string;
}

/** A position in a value, as a chain from the inside out. */
export interface Place {
  readonly outer: Place | undefined;
  readonly key: string | number;
}

/** The text of a position: `lines[0].qty`, `headers["x-id"]`. */
export function writePlace(place: Place | undefined): string {
  const keys: (string | number)[] = [];
  for (let at = place; at !== undefined; at = at.outer) keys.unshift(at.key);
  return keys.map(writeKey).join('').replace(/^\./, '');
}

function writeKey(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
