import type { Json, JsonObject } from '../model/json';
import type { Plan, TaskNode } from '../model/plan';
import type { SimulatedAction } from './simulated-world';

/** Fields of a task beside its id and type. */
export type Fields = Readonly<Record<string, unknown>>;

const retry = { maxAttempts: 1, initialInterval: '1s', backoff: 2, maxInterval: '1m', jitter: 0 };

/** The defaults that the planner gives a plan, but for one attempt where it gives three. */
const defaults: Readonly<Record<string, JsonObject>> = {
  task: { maxVisits: 1000 },
  basic: { with: {}, retry },
  wait: { count: 1, distinctBy: '${ signal.sender }', onInvalid: 'ignore', onTimeout: 'fail' },
  signal: { payload: null, onMissing: 'fail' },
  router: { mode: 'first' },
  parallel: { concurrency: 100, strategy: 'wait_all' },
  collection: { as: 'item', indexAs: 'index', mode: 'parallel', concurrency: 50, strategy: 'wait_all', results: 'all' },
};

/** A plan of these tasks. */
export function planOf(tasks: readonly TaskNode[], rest: Partial<Plan> = {}): Plan {
  return { octavo: 1, id: 'x', version: '1.0.0', tasks, defaults, hash: '', ...rest };
}

export function task(id: string, type: string, fields: Fields = {}): TaskNode {
  return { id, type, ...fields };
}

/** The retry policy of the plan's defaults, with these fields. */
export function retryWith(fields: Fields): Fields {
  return { retry: { ...retry, ...fields } };
}

/** A pure task that gives `value`. */
export function give(id: string, value: Json, fields: Fields = {}): TaskNode {
  return task(id, 'basic', { action: 'transform', with: value, ...fields });
}

/** A pure task that fails with `code`. */
export function failing(id: string, code: string, fields: Fields = {}): TaskNode {
  return task(id, 'basic', { action: 'fail', with: { code }, ...fields });
}

/** A pure task that assigns variables. */
export function set(id: string, values: JsonObject, fields: Fields = {}): TaskNode {
  return task(id, 'basic', { action: 'set', with: values, ...fields });
}

/** A task of an action of the simulated world. */
export function act(id: string, action: string, fields: Fields = {}): TaskNode {
  return task(id, 'basic', { action, ...fields });
}

/** A wait for a time. */
export function pause(id: string, duration: string, fields: Fields = {}): TaskNode {
  return task(id, 'wait', { for: duration, ...fields });
}

/** A wait for signals. */
export function hear(id: string, signal: string, fields: Fields = {}): TaskNode {
  return task(id, 'wait', { signal, ...fields });
}

export function composite(id: string, tasks: readonly TaskNode[], fields: Fields = {}): TaskNode {
  return task(id, 'composite', { tasks, ...fields });
}

export function parallel(id: string, tasks: readonly TaskNode[], fields: Fields = {}): TaskNode {
  return task(id, 'parallel', { tasks, ...fields });
}

export function collection(id: string, items: Json, one: TaskNode, fields: Fields = {}): TaskNode {
  return task(id, 'collection', { items, task: one, ...fields });
}

export function router(id: string, routes: readonly Fields[], fields: Fields = {}): TaskNode {
  return task(id, 'router', { routes, ...fields });
}

export function aggregate(id: string, operations: Fields, fields: Fields = {}): TaskNode {
  return task(id, 'aggregate', { operations, ...fields });
}

/** Actions of a simulated world. `slow` takes as many milliseconds as its input says; `echo` gives its input. */
export const actions: Readonly<Record<string, SimulatedAction>> = {
  echo: (input) => ({ output: input }),
  slow: (input) => ({ afterMs: input as number, output: input }),
  boom: () => ({ error: { code: 'BOOM' } }),
  slowBoom: (input) => ({ afterMs: input as number, error: { code: 'BOOM' } }),
};
