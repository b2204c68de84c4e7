import type { Json, JsonObject } from './json';

/**
 * A validated definition, as it is stored in the history and executed. Everything is JSON. A field or an entry of a map
 * that a task omits comes from `defaults[type]`, then from `defaults.task`, so that every default is written once.
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
  /** The last patch of the engine when the plan was made; the run uses the patches up to it. Default 0. */
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
  /** Children of a `parallel`: the siblings that must end first. */
  readonly needs?: readonly string[];
  readonly maxVisits?: number;
  readonly onError?: readonly ErrorHandler[];
  /** 1 (first) to 5, or an expression. Inherited by tasks inside; the outermost default is 3. */
  readonly priority?: NumberField;
  readonly fairnessKey?: string;
  readonly fairnessWeight?: NumberField;
}

/** `true`, `false` or one expression. */
export type BooleanField = boolean | string;

/** A number or one expression. */
export type NumberField = number | string;

/** One entry of `onError`. The planner ensures that it has exactly one of `do`, `continue` and a `then` alone. */
export interface ErrorHandler {
  /** Codes, or prefixes such as `HTTP_5*`; absent: any code. */
  readonly match?: readonly string[];
  readonly when?: BooleanField;
  readonly do?: TaskNode;
  readonly continue?: true;
  readonly then?: string;
}

/** `retry` of a basic task, complete. Durations are texts of the language. */
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

/** The fields that a rule can replace for the codes that it matches. */
export interface RetryRule {
  readonly maxAttempts?: NumberField;
  readonly initialInterval?: string;
  readonly backoff?: number;
  readonly maxInterval?: string;
  readonly jitter?: number;
}
