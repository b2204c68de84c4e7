import { ActionRegistry, createActivities, noDefinitions, type PlannerPort } from '@octavo/activities';
import { builtInActions } from '@octavo/activities/actions';
import { createMigration } from '@octavo/migration';
import { checkInput, createPlanner } from '@octavo/planner';
import { MemoryTaskStateStore, type TaskStateStore } from '@octavo/state';
import type { Client } from '@temporalio/client';
import type { ActivityFunctions } from '../server/activity-host';
import { SimulatedActions } from './simulated-actions';
import { SimulatedFlags } from './simulated-flags';

/** Start time of simulated runs; milliseconds since the epoch. */
export const simulationStartMs = Date.UTC(2026, 0, 1);

export interface WorkerParts {
  readonly flags: SimulatedFlags;
  readonly actions: SimulatedActions;
  readonly store: TaskStateStore;
}

/** The activities of a worker that runs both engines. */
export function activitiesOf({ flags, actions, store }: WorkerParts): ActivityFunctions {
  const registry = new ActionRegistry([...builtInActions(), ...actions.all]);
  const client = visibility as unknown as Client;
  const own = createActivities({ store, registry, client, planner, definitions: noDefinitions });
  const { activities } = createMigration({ flags, evidence: flags });
  const all: object = activities({ activities: own, store, client, hasSearchAttributes: () => true });
  return all as ActivityFunctions;
}

/** Names of all activities, which the sandbox needs. */
export function activityNames(): readonly string[] {
  const parts = { actions: new SimulatedActions(), store: new MemoryTaskStateStore() };
  return Object.keys(activitiesOf({ ...parts, flags: new SimulatedFlags(() => ({})) }));
}

/** Actions in mode `lost` lose their first worker. */
export function isLost(activityType: string, [request]: readonly unknown[], attempt: number): boolean {
  if (activityType !== 'runAction') return false;
  const { action, input, previousAttempts = 0 } = request as RunActionRequest;
  return action === 'work' && input.mode === 'lost' && attempt + previousAttempts === 1;
}

interface RunActionRequest {
  readonly action: string;
  readonly input: { readonly mode: string };
  readonly previousAttempts?: number;
}

/** One for all runs, because its schemas are large and it has no state. */
const planner = toPlannerPort(createPlanner({ actions: [...builtInActions(), ...new SimulatedActions().all] }));

function toPlannerPort({ plan }: ReturnType<typeof createPlanner>): PlannerPort {
  return { plan: (source) => plan(source), checkInput };
}

/** The part of a client that knows one other run, which waits for every signal. */
const visibility = {
  workflow: {
    async *list() {
      const known: Readonly<Record<string, unknown>> = { OctavoDefinition: 'other', OctavoVersion: '1.0.0' };
      const get = ({ name }: { readonly name: string }): unknown => known[name] ?? ['go', 'stop'];
      yield { workflowId: 'other', runId: 'r', startTime: new Date(simulationStartMs), typedSearchAttributes: { get } };
    },
  },
};
