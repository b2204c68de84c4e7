import type { z } from 'zod';
import type { Json } from '../model/json';
import type { BooleanField, NumberField, TaskNode } from '../model/plan';
import type { ActionDeclaration } from './action-definition';

/**
 * What a task type declares of itself to the planner: its fields, its children, its expressions. Read by the planner
 * only, never by a workflow. Shared code asks these declarations; it never asks which type it has before it.
 *
 * Tasks are handed over as they were written: without defaults. One that does not satisfy its schema is still looked at
 * as far as it goes, so that all problems are told at once; `eachOf` helps to read such a task.
 */
export interface TaskTypeDefinition {
  readonly type: string;
  /** One sentence for the JSON Schema and for hints. */
  readonly description: string;
  /** The type's own fields. A `.default()` of a field here becomes part of the plan's `defaults[type]`. */
  shape(schemas: SchemaParts): z.ZodRawShape;
  /** Fields, its own or of every task, whose defaults a definition may set in `defaults`. */
  readonly adjustable?: readonly string[];
  /** The lists of tasks directly inside; none for a leaf. */
  children(task: TaskNode): readonly ChildList[];
  /** Fields of its own that hold expressions, besides those inside its children. Fields that are absent do no harm. */
  expressions(task: TaskNode, surroundings: Surroundings): readonly ExpressionField[];
  /** Places where it names a task of its own list to go on with, besides `then` and `onError`. */
  jumps?(task: TaskNode): readonly TaskReference[];
  /** True where its success always takes one of its `jumps`, never its `then` or the next task. */
  alwaysJumps?(task: TaskNode): boolean;
  /** What the choice between local and remote execution needs to know. */
  traits(task: TaskNode, surroundings: Surroundings): TaskTraits;
  /** The keys of its raw output, where they are known. `keysOf`: those of the output of a task directly inside. */
  outputKeys?(
    task: TaskNode,
    surroundings: Surroundings,
    keysOf: (child: TaskNode | undefined) => OutputKeys | undefined,
  ): OutputKeys | undefined;
  /** Rules that a schema cannot say. */
  check?(task: TaskNode, report: ProblemReport, surroundings: Surroundings): void;
  /** Decides fields that depend on other fields or on where the task stands; called for valid definitions only. */
  complete?(task: TaskNode, surroundings: Surroundings): TaskNode;
}

/** The schema of values that are written as they are read. */
type Schema<T> = z.ZodType<T, T>;

/** Schemas that types share, so that each rule stands once. */
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
  /** Accepted by the schema and refused with NOT_SUPPORTED_YET. */
  readonly notYet: Schema<Json>;
  /** A whole number in these bounds, or one expression. */
  wholeNumber(least: number, most?: number): Schema<NumberField>;
  /** A number in these bounds, or one expression. */
  number(least: number, most?: number): Schema<NumberField>;
}

export interface ChildList {
  /** Where it stands in the task: `['tasks']`, `['routes', 0, 'task']`. */
  readonly at: FieldPath;
  readonly tasks: readonly TaskNode[];
  /** `sequence`: in order, with `then`; `graph`: at once, by `needs`; `single`: one task. */
  readonly order: 'sequence' | 'graph' | 'single';
  /** True where the children, or the visits of the one child, may run at the same time. */
  readonly isConcurrent: boolean;
  /** Names that it binds for the children, with the keys of their values where these are known. */
  readonly variables?: OutputKeys;
  /** True where `outputs`, and fields with `seesOwnList`, see the list's tasks. Default false. */
  readonly isOpen?: boolean;
  /** True where the list runs in rounds and a later round sees what an earlier one left. Default false. */
  readonly isRepeated?: boolean;
  /** True where the children see `vars` as they were at the start and may not change them. Default false. */
  readonly freezesVars?: boolean;
}

export interface ExpressionField {
  readonly at: FieldPath;
  /**
   * What it may be: `template` any JSON, `computed` any JSON where a text without an expression makes no sense, `list` a
   * list or map, or one expression, `text` text; the others a literal or one expression.
   */
  readonly kind: 'template' | 'computed' | 'list' | 'boolean' | 'duration' | 'number' | 'text';
  /** Names that only this field sees, with the keys of their values where these are known. */
  readonly variables?: OutputKeys;
  /** True where it also sees the tasks of the type's own open lists. */
  readonly seesOwnList?: boolean;
  /** True where it may read `secrets`. */
  readonly seesSecrets?: boolean;
}

export interface TaskReference {
  readonly at: FieldPath;
  readonly target: string;
}

export interface TaskTraits {
  /** It may stay for long without a worker: it waits for a time or a signal. */
  readonly isWaiting: boolean;
  /** Its own work is done outside the workflow, and not by a local activity. */
  readonly isRemote: boolean;
}

/**
 * The keys that an output has, and those of the values under them; undefined where they are not known. A list has the
 * one key `[]`, for each of its elements; null, text, numbers and booleans have none.
 */
export interface OutputKeys {
  readonly [key: string]: OutputKeys | undefined;
}

/** What a type may know of the place where its task stands. */
export interface Surroundings {
  readonly actions: ActionLookup;
  /** The declared variables of the definition. */
  readonly vars: readonly string[];
  /** Ids of the definitions that the worker knows; undefined: not known here. */
  readonly definitions: readonly string[] | undefined;
  /** True inside a fan-out that may not change `vars`. */
  readonly areVarsFrozen: boolean;
  /** True in a handler, where `error` is the error that it handles. */
  readonly isInHandler: boolean;
  /** True where nothing remote, waiting or timed is beside or around the task: it may hold the workflow task. */
  readonly mayHoldWorkflowTask: boolean;
}

/** The actions that the planner knows. */
export interface ActionLookup {
  readonly names: readonly string[];
  find(name: unknown): ActionDeclaration | undefined;
}

export type FieldPath = readonly (string | number)[];

/** Reports one problem of a definition at a place inside the task. */
export type ProblemReport = (problem: {
  readonly at: FieldPath;
  readonly code: string;
  readonly message: string;
  readonly expected?: string;
  readonly hint?: string;
  /** A name that is not known, among those that are: the nearest one becomes the hint. */
  readonly unknown?: { readonly name: string; readonly among: readonly string[] };
  readonly severity?: 'error' | 'warning';
}) => void;
