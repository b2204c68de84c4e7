import { type ErrorHandler, type Plan, type TaskNode, withDefaults } from '@octavo/orchestrators';
import type { CollectionTask, CompositeTask, RouterTask, WaitTask } from '@octavo/orchestrators/language';

/** Keeps the configs of the tasks of a run: saved by path before a task starts, and then read by path. */
export class ConfigManager {
  readonly #plan: Pick<Plan, 'defaults'>;
  readonly #configs = new Map<string, TaskNode>();

  constructor(plan: Pick<Plan, 'defaults'>) {
    this.#plan = plan;
  }

  /** Saves the config of one visit, with the plan's defaults. */
  save(path: string, task: TaskNode): TaskNode {
    const config = withDefaults(task, this.#plan);
    this.#configs.set(path, config);
    return config;
  }

  /** Throws if none was saved. */
  load(path: string): TaskNode {
    const config = this.#configs.get(path);
    if (config === undefined) throw new Error(`no config was saved for "${path}"`);
    return config;
  }

  /** Removes the config of a task whose work has ended. */
  forget(path: string): void {
    this.#configs.delete(path);
  }
}

/** The config for activities: without the tasks inside, which have their own configs. */
export function withoutInnerTasks(config: TaskNode): TaskNode {
  const handlers = config.onError === undefined ? {} : { onError: config.onError.map(withoutTask) };
  return { ...stripped(config), ...handlers };
}

/** A handler without its task. */
export function withoutTask({ do: inner, ...handler }: ErrorHandler): ErrorHandler {
  return inner === undefined ? handler : { ...handler, do: nameOf(inner) };
}

function stripped(config: TaskNode): TaskNode {
  switch (config.type) {
    case 'parallel':
    case 'composite': {
      const { tasks } = config as CompositeTask;
      return { ...config, tasks: tasks.map(nameOf) } as TaskNode;
    }
    case 'collection':
      return { ...config, task: nameOf((config as CollectionTask).task) } as TaskNode;
    case 'wait': {
      const { process, ...rest } = config as WaitTask;
      return process === undefined ? rest : ({ ...rest, process: nameOf(process) } as TaskNode);
    }
    case 'router':
      return withoutInlineTasks(config as RouterTask);
    default:
      return config;
  }
}

function withoutInlineTasks({ routes, otherwise, ...router }: RouterTask): TaskNode {
  const named = <Way extends { readonly task?: TaskNode }>(way: Way): Way =>
    way.task === undefined ? way : { ...way, task: nameOf(way.task) };
  const rest = otherwise === undefined ? {} : { otherwise: named(otherwise) };
  const own = { routes: routes.map(named), ...rest };
  return { ...router, ...own };
}

function nameOf({ id, type }: TaskNode): TaskNode {
  return { id, type };
}
