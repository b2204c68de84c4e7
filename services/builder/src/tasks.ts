import type {
  AggregateFields,
  BasicFields,
  CollectionFields,
  CompositeFields,
  ParallelFields,
  RouterFields,
  SignalFields,
  TaskNode,
  WaitFields,
} from '@octavo/orchestrators/definitions';
import type { z } from 'zod';
import type { ActionInputs } from './action-inputs';
import type { Templated } from './templated';

/** A task as it is written; plain data. */
export type Task = TaskNode;

/** The fields that every task may have. */
export type TaskOptions = Omit<TaskNode, 'id' | 'type'>;

/** An action with the schema of its input, as `defineAction` makes one. */
export interface TypedAction<Input extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly input: Input;
}

type KnownAction = keyof ActionInputs;

/** The input of an action, by its name or its schema; any JSON for an unknown action without a schema. */
export type InputOf<Action> = Action extends KnownAction
  ? Templated<ActionInputs[Action]>
  : Action extends TypedAction<infer Input>
    ? Templated<z.input<Input>>
    : Templated<unknown>;

type BasicOptions<Action> = TaskOptions & Omit<BasicFields, 'action' | 'with'> & { readonly with?: InputOf<Action> };

/** Runs one action, given by its name or as the result of `defineAction`. */
export function basic<const Action extends KnownAction | TypedAction | (string & {})>(
  id: string,
  action: Action,
  options: BasicOptions<Action> = {},
): Task {
  return make(id, 'basic', { action: typeof action === 'string' ? action : action.name, ...options });
}

/** Waits for a duration, a point in time, or signals. */
export function wait(id: string, fields: WaitFields & TaskOptions): Task {
  return make(id, 'wait', fields);
}

/** Sends a signal. */
export function signal(id: string, fields: SignalFields & TaskOptions): Task {
  return make(id, 'signal', fields);
}

/** Chooses the next task, or a task to run. */
export function router(id: string, fields: RouterFields & TaskOptions): Task {
  return make(id, 'router', fields);
}

/** Runs tasks at the same time. */
export function parallel(
  id: string,
  tasks: readonly Task[],
  options: Omit<ParallelFields, 'tasks'> & TaskOptions = {},
): Task {
  return make(id, 'parallel', { tasks, ...options });
}

/** Runs a task for every item. */
export function collection(id: string, fields: CollectionFields & TaskOptions): Task {
  return make(id, 'collection', fields);
}

/** Runs tasks in order. */
export function composite(
  id: string,
  tasks: readonly Task[],
  options: Omit<CompositeFields, 'tasks'> & TaskOptions = {},
): Task {
  return make(id, 'composite', { tasks, ...options });
}

/** Combines many results to one. */
export function aggregate(id: string, fields: AggregateFields & TaskOptions): Task {
  return make(id, 'aggregate', fields);
}

/** Creates a task of any type, for custom types. */
export function task(id: string, type: string, fields: TaskOptions & Readonly<Record<string, unknown>> = {}): Task {
  return make(id, type, fields);
}

function make(id: string, type: string, fields: object): Task {
  return { id, type, ...fields };
}
