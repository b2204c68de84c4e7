import type { ChildList, FieldPath, TaskNode } from '@octavo/orchestrators/definitions';
import type { TaskSchema } from '../schema/task-schema';

/** A task and its place in the definition. */
export interface TaskSite {
  /** The task as written. */
  readonly node: TaskNode;
  /** Its path in the definition. */
  readonly at: FieldPath;
  readonly schema: TaskSchema;
  /** Its list, and its position there. */
  readonly list: ListSite;
  readonly index: number;
  /** The lists of its own children. */
  readonly children: readonly ListSite[];
  /** The lists of the `do` of its handlers. */
  readonly handlers: readonly ListSite[];
  /** False if it does not satisfy its schema; then its fields cannot be trusted. */
  readonly isSound: boolean;
}

/** A list of tasks and its place in the definition. */
export interface ListSite extends Omit<ChildList, 'tasks'> {
  readonly at: FieldPath;
  /** The task that it is part of; undefined for the lists of the definition itself. */
  readonly owner: TaskSite | undefined;
  readonly isHandler: boolean;
  readonly sites: readonly TaskSite[];
  readonly byId: ReadonlyMap<string, TaskSite>;
}

/** A definition as written, with all its tasks and their places. */
export interface DefinitionTree {
  readonly definition: Readonly<Record<string, unknown>>;
  readonly root: ListSite;
  /** The lists of the `do` of the definition's own handlers. */
  readonly handlers: readonly ListSite[];
  /** Every task, outer ones first, in the order of the text. */
  readonly sites: readonly TaskSite[];
  readonly lists: readonly ListSite[];
  /** Of all tasks. */
  readonly ids: ReadonlySet<unknown>;
}

/** True if `id` is `end`, or the id of a task in the list. */
export function isTarget(list: ListSite, id: string): boolean {
  return id === END || list.byId.has(id);
}

/** The target of `then` that ends a list. */
export const END = 'end';

/** A list and those around it, inner ones first. */
export function* listsAround(list: ListSite): Generator<ListSite> {
  for (let around: ListSite | undefined = list; around !== undefined; around = around.owner?.list) yield around;
}

/** The keys of an error in expressions. Source: definition-language, "Names in expressions". */
export const errorKeys = {
  code: undefined,
  message: undefined,
  task: undefined,
  details: undefined,
  attempt: undefined,
};
