import type { Plan, TaskNode } from '../model/plan';
import { actions, planOf } from './plan.fixture';
import { type Simulation, type SimulationResult, simulate } from './simulate';
import { SimulatedWorld } from './simulated-world';

/** A simulation, with the fields of its plan beside `tasks`. */
export type RunOptions = Partial<Omit<Simulation, 'plan'>> & { readonly plan?: Partial<Plan> };

/** Simulates a run of these tasks, in a world with the actions of `plan.fixture`. */
export async function run(tasks: TaskNode | readonly TaskNode[], options: RunOptions = {}): Promise<SimulationResult> {
  const { plan, ...rest } = options;
  const list = 'id' in tasks ? [tasks] : tasks;
  return await simulate({ world: new SimulatedWorld(actions), ...rest, plan: planOf(list, plan) });
}

/** Every state's status by its path, in the order of beginning; with a `+` where a failure is handled. */
export function statuses({ states }: SimulationResult): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...states.values()].map(({ path, status, handled }) => [path, handled ? `${status}+` : status]),
  );
}

/** The output of a state. */
export function outputAt({ states }: SimulationResult, path: string): unknown {
  return states.get(path)?.output;
}

/** How long a state took, from its start to its end; milliseconds. */
export function durationAt({ states }: SimulationResult, path: string): number {
  const { startedAt = null, endedAt = null } = states.get(path) ?? {};
  return Date.parse(endedAt ?? '') - Date.parse(startedAt ?? '');
}
