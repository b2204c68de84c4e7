import type { StepCounter } from '../expressions/meter';
import type { Json, JsonObject } from '../model/json';
import type { Evaluated } from './evaluated';
import type { Resource, SchemaIndex } from './schema-index';
import type { Place, Violation } from './violation';

/** A value that is being validated, with where it is and what is known of it so far. */
export interface Subject {
  readonly value: Json;
  readonly place: Place | undefined;
  /** The keys and items that some schema has looked at; only for `unevaluated…`. */
  readonly evaluated: Evaluated;
}

/** One keyword at work: reports violations to the run. */
export type Check = (subject: Subject, run: ValidationRun) => void;

/** A schema, compiled: its keywords at work. `checks` is filled once its parts are compiled, for it may hold itself. */
export interface SchemaNode {
  readonly resource: Resource;
  /** Whether it has an `unevaluated…` keyword, which sees only what its own schema and those inside of it have looked at. */
  readonly hasUnevaluated: boolean;
  checks: readonly Check[];
}

/** What compiling a keyword needs. */
export interface KeywordContext {
  /** The schema that the keyword stands in. */
  readonly schema: JsonObject;
  readonly resource: Resource;
  readonly index: SchemaIndex;
  /** The node of a schema that stands in (or is referred to from) this one; each is compiled once. */
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
  /** The resources that the validation is inside of, outermost first: the scope of `$dynamicRef`. */
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
