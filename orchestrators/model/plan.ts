import type { Json, JsonObject } from './json';

/**
 * A validated definition: what travels in history and what a run is executed from. Everything is JSON. What a
 * task leaves out, a field or an entry of a map, it has of `defaults[type]`, then of `defaults.task`: every default is
 * explicit, once.
 */
export interface Plan {
  readonly octavo: 1;
  readonly id: string;
  readonly version: string;
  readonly title?: string;
  readonly description?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** JSON Schema of the input. */
  readonly input?: Json;
  readonly vars?: JsonObject;
  readonly timeout?: string;
  readonly tasks: readonly TaskNode[];
  readonly output?: Json;
  readonly onError?: readonly ErrorHandler[];
  readonly defaults: Readonly<Record<string, JsonObject>>;
  /** `sha256:<hex>` of the canonical JSON of all fields above. */
  readonly hash: string;
  /** The last patch of the engine when the plan was made: the run has those up to it. Default 0. */
  readonly patchLevel?: number;
}

/** A task of a plan: the fields that every type has. Types add their own in `definition.ts`. */
export interface TaskNode {
  readonly id: string;
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly if?: BooleanField;
  readonly delay?: string;
  readonly timeout?: string;
  readonly outputs?: Json;
  /** A task of the same list, or `end`. */
  readonly then?: string;
  /** In a `parallel`: the siblings that it waits for. */
  readonly needs?: readonly string[];
  readonly maxVisits?: number;
  readonly onError?: readonly ErrorHandler[];
  /** 1 (first) to 5, or an expression. Inherited by what is inside; the outermost default is 3. */
  readonly priority?: NumberField;
  readonly fairnessKey?: string;
  readonly fairnessWeight?: NumberField;
}

/** `true`, `false` or one expression. */
export type BooleanField = boolean | string;

/** A number or one expression. */
export type NumberField = number | string;

/** One entry of `onError`; the planner sees to it that exactly one of `do`, `continue` and a lone `then` is there. */
export interface ErrorHandler {
  /** Codes, or prefixes as `HTTP_5*`; absent: any. */
  readonly match?: readonly string[];
  readonly when?: BooleanField;
  readonly do?: TaskNode;
  readonly continue?: true;
  readonly then?: string;
}

/** `retry` of a basic task, complete. Durations as text of the language. */
export interface RetryPolicy extends RetryRule {
  readonly maxAttempts: NumberField;
  readonly initialInterval: string;
  readonly backoff: number;
  readonly maxInterval: string;
  readonly jitter: number;
  readonly totalTimeout?: string;
  readonly attemptTimeout?: string;
  readonly rules?: readonly (RetryRule & { readonly match: readonly string[] })[];
}

/** What a rule may change for the codes that it matches. */
export interface RetryRule {
  readonly maxAttempts?: NumberField;
  readonly initialInterval?: string;
  readonly backoff?: number;
  readonly maxInterval?: string;
  readonly jitter?: number;
}
