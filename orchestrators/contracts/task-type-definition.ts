import type { z } from 'zod';
import type { Json } from '../model/json';
import type { BooleanField, NumberField, TaskNode } from '../model/plan';
import type { ActionDeclaration } from './action-definition';

/**
 * The declaration of a task type for the planner: its fields, its children, its expressions. Only the planner reads it,
 * never a workflow. Shared code uses these declarations and never compares types.
 *
 * Tasks are passed as they are written, without defaults. A task that violates its schema is still read as far as
 * possible, so that all problems are reported at once; `eachOf` helps to read such a task.
 */
export interface TaskTypeDefinition {
  readonly type: string;
  /** One sentence for the JSON Schema and for hints. */
  readonly description: string;
  /** The type's own fields. Their `.default()` values become part of the plan's `defaults[type]`. */
  shape(schemas: SchemaParts): z.ZodRawShape;
  /** Fields, of the type or of every task, that a definition can set in `defaults`. */
  readonly adjustable?: readonly string[];
  /** The lists of tasks directly inside; none for a leaf. */
  children(task: TaskNode): readonly ChildList[];
  /** Its own fields that contain expressions, without those of its children. Fields may be absent. */
  expressions(task: TaskNode, surroundings: Surroundings): readonly ExpressionField[];
  /** Fields that name a next task of the same list, besides `then` and `onError`. */
  jumps?(task: TaskNode): readonly TaskReference[];
  /** True if its success always uses one of its `jumps`, never its `then` or the next task. */
  alwaysJumps?(task: TaskNode): boolean;
  /** Facts for the choice between local and remote execution. */
  traits(task: TaskNode, surroundings: Surroundings): TaskTraits;
  /** The keys of its raw output, if they are known. `keysOf` returns those of the output of a task directly inside. */
  outputKeys?(
    task: TaskNode,
    surroundings: Surroundings,
    keysOf: (child: TaskNode | undefined) => OutputKeys | undefined,
  ): OutputKeys | undefined;
  /** Rules that a schema cannot express. */
  check?(task: TaskNode, report: ProblemReport, surroundings: Surroundings): void;
  /** Sets fields that depend on other fields or on the position of the task; called for valid definitions only. */
  complete?(task: TaskNode, surroundings: Surroundings): TaskNode;
}

/** The schema of values that are not transformed. */
type Schema<T> = z.ZodType<T, T>;

/** Schemas that types share, so that each rule is written once. */
export interface SchemaParts {
  readonly task: Schema<TaskNode>;
  /** One or more tasks. */
  readonly tasks: Schema<readonly TaskNode[]>;
  /** A duration, or text with expressions. */
  readonly duration: Schema<string>;
  readonly boolean: Schema<BooleanField>;
  /** Text that may hold expressions; not empty. */
  readonly text: Schema<string>;
  /** Any JSON, with expressions in its texts. */
  readonly template: Schema<Json>;
  readonly jsonSchema: Schema<Json>;
  /** The id of a task of the list, or `end`. */
  readonly target: Schema<string>;
  readonly taskId: Schema<string>;
  /** The name of a variable of expressions. */
  readonly variable: Schema<string>;
  /** Codes of errors, or prefixes as `HTTP_5*`. */
  readonly codes: Schema<readonly string[]>;
  /** Accepted by the schema, and refused with NOT_SUPPORTED_YET. */
  readonly notYet: Schema<Json>;
  /** A whole number in these bounds, or one expression. */
  wholeNumber(least: number, most?: number): Schema<NumberField>;
  /** A number in these bounds, or one expression. */
  number(least: number, most?: number): Schema<NumberField>;
}

export interface ChildList {
  /** Its position in the task: `['tasks']`, `['routes', 0, 'task']`. */
  readonly at: FieldPath;
  readonly tasks: readonly TaskNode[];
  /** `sequence`: in order, with `then`; `graph`: at once, by `needs`; `single`: one task. */
  readonly order: 'sequence' | 'graph' | 'single';
  /** True if the children, or the visits of the one child, may run at the same time. */
  readonly isConcurrent: boolean;
  /** Names that it binds for the children, with the keys of their values where these are known. */
  readonly variables?: OutputKeys;
  /** True if `outputs`, and fields with `seesOwnList`, can read the tasks of the list. Default false. */
  readonly isOpen?: boolean;
  /** True if the list runs in rounds, and a round can read the previous one. Default false. */
  readonly isRepeated?: boolean;
  /** True if the children see `vars` as they were at the start and may not change them. Default false. */
  readonly freezesVars?: boolean;
}

export interface ExpressionField {
  readonly at: FieldPath;
  /**
   * The allowed values: `template`: any JSON; `computed`: any JSON, but text must contain an expression; `list`: a
   * list, a map, or one expression; `text`: text; all others: a literal or one expression.
   */
  readonly kind: 'template' | 'computed' | 'list' | 'boolean' | 'duration' | 'number' | 'text';
  /** Names that only this field can read, with the keys of their values if these are known. */
  readonly variables?: OutputKeys;
  /** True if it can also read the tasks of the type's own lists. */
  readonly seesOwnList?: boolean;
  /** True where it may read `secrets`. */
  readonly seesSecrets?: boolean;
}

export interface TaskReference {
  readonly at: FieldPath;
  readonly target: string;
}

export interface TaskTraits {
  /** It may wait for a long time without a worker: for a time or a signal. */
  readonly isWaiting: boolean;
  /** Its own work is done outside the workflow, and not by a local activity. */
  readonly isRemote: boolean;
}

/**
 * The keys of an output, and of the values under them; undefined if they are not known. A list has the single key `[]`,
 * for each of its elements; null, text, numbers and booleans have none.
 */
export interface OutputKeys {
  readonly [key: string]: OutputKeys | undefined;
}

/** What a type knows about the position of its task. */
export interface Surroundings {
  readonly actions: ActionLookup;
  /** The declared variables of the definition. */
  readonly vars: readonly string[];
  /** Ids of the definitions that the worker knows; undefined if they are not known. */
  readonly definitions: readonly string[] | undefined;
  /** True inside a fan-out that may not change `vars`. */
  readonly areVarsFrozen: boolean;
  /** True in a handler, where `error` is the handled error. */
  readonly isInHandler: boolean;
  /** True if no remote, waiting or timed task is beside or around it: it may hold the workflow task. */
  readonly mayHoldWorkflowTask: boolean;
}

/** The actions that the planner knows. */
export interface ActionLookup {
  readonly names: readonly string[];
  find(name: unknown): ActionDeclaration | undefined;
}

export type FieldPath = readonly (string | number)[];

/** Reports a problem of a definition at a position inside the task. */
export type ProblemReport = (problem: {
  readonly at: FieldPath;
  readonly code: string;
  readonly message: string;
  readonly expected?: string;
  readonly hint?: string;
  /** An unknown name, with the known ones: the nearest becomes the hint. */
  readonly unknown?: { readonly name: string; readonly among: readonly string[]; readonly toAdd?: string };
  readonly severity?: 'error' | 'warning';
}) => void;
