import type { z } from 'zod';
import type { Json } from '../model/json';
import type { TaskNode } from '../model/plan';

/**
 * What a task type declares of itself to the planner: its fields, its children, its expressions. Read by the planner
 * only, never by a workflow. Shared code asks these declarations; it never asks which type it has before it.
 */
export interface TaskTypeDefinition {
  readonly type: string;
  /** One sentence for the JSON Schema and for hints. */
  readonly description: string;
  /** The type's own fields with their defaults; `schemas.task` is the schema of any task. */
  shape(schemas: SchemaParts): z.ZodRawShape;
  /** The lists of tasks directly inside; none for a leaf. */
  children(task: TaskNode): readonly ChildList[];
  /** Fields of its own that hold expressions, besides those inside its children. */
  expressions(task: TaskNode): readonly ExpressionField[];
  /** Places where it names a task of its own list to go on with, besides `then` and `onError`. */
  jumps?(task: TaskNode): readonly TaskReference[];
  /** What the choice between local and remote execution needs to know. */
  traits(task: TaskNode): TaskTraits;
  /** Rules that a schema cannot say. */
  check?(task: TaskNode, report: ProblemReport): void;
}

/** Schemas that types share, so that each rule stands once. */
export interface SchemaParts {
  readonly task: z.ZodType<TaskNode>;
  readonly duration: z.ZodType<string>;
  readonly boolean: z.ZodType<boolean | string>;
  readonly template: z.ZodType<Json>;
  readonly jsonSchema: z.ZodType<Json>;
  readonly taskId: z.ZodType<string>;
}

export interface ChildList {
  /** Where it stands in the task: `['tasks']`, `['routes', 0, 'task']`. */
  readonly at: FieldPath;
  readonly tasks: readonly TaskNode[];
  /** `sequence`: in order, with `then`; `graph`: at once, by `needs`; `single`: one task. */
  readonly order: 'sequence' | 'graph' | 'single';
  /** True where the children, or the visits of the one child, may run at the same time. */
  readonly isConcurrent: boolean;
  /** Names that it binds for the children. */
  readonly variables: readonly string[];
}

export interface ExpressionField {
  readonly at: FieldPath;
  readonly kind: 'template' | 'boolean' | 'duration' | 'number' | 'text' | 'bare';
  /** Names that only this field sees. */
  readonly variables?: readonly string[];
  /** True where it also sees the tasks of the type's own list. */
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
  /** Its own work is done outside the workflow by an activity that is not local. */
  readonly isRemote: boolean;
}

export type FieldPath = readonly (string | number)[];

/** Reports one problem of a definition at a place inside the task. */
export type ProblemReport = (problem: {
  readonly at: FieldPath;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly severity?: 'error' | 'warning';
}) => void;
