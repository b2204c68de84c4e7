import { ActionRegistry, createActivities, noDefinitions, type PlannerPort } from '@octavo/activities';
import { builtInActions } from '@octavo/activities/actions';
import { createMigration } from '@octavo/migration';
import { checkInput, createPlanner } from '@octavo/planner';
import { MemoryTaskStateStore, type StateBatch, type StoredTaskState } from '@octavo/state';
import type { Client } from '@temporalio/client';
import { Random } from '../../../fuzz/random';
import type { ActivityFunctions } from '../server/activity-host';
import { Execution } from '../server/execution';
import { VirtualTime } from '../server/virtual-time';
import type { WorkflowCode } from '../server/workflow-code';
import { FlippingFlags, TASK_TYPES } from './flipping-flags';
import type { MadeRun } from './made-run';
import { SimulatedActions } from './simulated-actions';

/** When a simulated run begins. */
export const simulationStartMs = Date.UTC(2026, 0, 1);

export interface RunOptions {
  readonly workflowType?: string;
  /** Which engines there are: the new one alone, or both with flags. */
  readonly engines: 'new' | 'both';
  readonly seed: number;
  /** The longest time on the way between server and worker; milliseconds. */
  readonly longestTripMs: number;
}

/** All that a run left behind. */
export interface SimulatedRun {
  readonly execution: Execution;
  readonly flags: FlippingFlags;
  readonly actions: SimulatedActions;
  readonly writes: readonly StoredTaskState[];
  readonly states: ReadonlyMap<string, StoredTaskState>;
  readonly workflowType: string;
  readonly workflowId: string;
  readonly runId: string;
  /** Signals to other runs, as they arrived there. */
  readonly sent: readonly unknown[];
}

/** Runs `made` to its end, or until nothing can happen any more. */
export async function simulateRun(code: WorkflowCode, made: MadeRun, options: RunOptions): Promise<SimulatedRun> {
  return await new Simulation(code, made, options).run();
}

/** Names of all activities, which the sandbox wants to know. */
export function activityNames(): readonly string[] {
  const flags = new FlippingFlags(new Random(0), () => 0, new Map());
  return Object.keys(activitiesOf(flags, new SimulatedActions(), new MemoryTaskStateStore()));
}

class Simulation {
  readonly #code: WorkflowCode;
  readonly #made: MadeRun;
  readonly #options: RunOptions;
  readonly #random: Random;
  readonly #time: VirtualTime;
  readonly #flags: FlippingFlags;
  readonly #actions = new SimulatedActions();
  readonly #writes: StoredTaskState[] = [];
  readonly #sent: unknown[] = [];
  #atWork = 0;

  constructor(code: WorkflowCode, made: MadeRun, options: RunOptions) {
    this.#code = code;
    this.#made = made;
    this.#options = options;
    this.#random = new Random(options.seed);
    this.#time = new VirtualTime(simulationStartMs, () => this.#atWork > 0);
    this.#flags = new FlippingFlags(new Random(options.seed + 1), () => this.#time.nowMs, this.#rollbacks());
  }

  async run(): Promise<SimulatedRun> {
    const ids = { workflowId: 'simulated', runId: 'run-1' };
    const { workflowType = 'octavoRun' } = this.#options;
    const workflow = await this.#code.create({ ...ids, workflowType, startMs: simulationStartMs, isReplaying: false });
    const execution = new Execution({
      ...{ workflow, workflowType, functions: activitiesOf(this.#flags, this.#actions, this.#store()) },
      fate: { isLost: (activityType, args, attempt) => activityType === 'runAction' && isLost(args[0], attempt) },
      surroundings: {
        ...ids,
        nowMs: () => this.#time.nowMs,
        after: (delayMs, happen) => this.#time.after(delayMs, happen),
        tripMs: () => (this.#options.longestTripMs === 0 ? 0 : 1 + this.#random.below(this.#options.longestTripMs)),
      },
      atWork: (work) => this.#doing(work),
      sendSignal: (...signal) => this.#sent.push(signal),
    });
    try {
      this.#plan(execution);
      await this.#time.pass(() => execution.end !== undefined || execution.taskFailure !== undefined);
    } finally {
      await workflow.dispose();
    }
    const states = new Map<string, StoredTaskState>();
    for (const state of this.#writes) if ((states.get(state.path)?.version ?? 0) < state.version) states.set(state.path, state);
    return { ...ids, workflowType, execution, flags: this.#flags, actions: this.#actions, writes: this.#writes, states, sent: this.#sent };
  }

  #plan(execution: Execution): void {
    const { plan, signals, cancelAtMs } = this.#made;
    const { engines } = this.#options;
    execution.start({ plan, input: {}, ...(engines === 'both' ? { migration: true } : {}) });
    for (const { atMs, name, id, payload } of signals)
      this.#time.after(atMs, () => execution.signal('octavo.signal', [{ name, id, payload }]));
    if (cancelAtMs !== undefined) this.#time.after(cancelAtMs, () => execution.cancel());
  }

  #store(): MemoryTaskStateStore {
    const note = (states: readonly StoredTaskState[]): void => void this.#writes.push(...states);
    return new (class extends MemoryTaskStateStore {
      override async write(batch: StateBatch): Promise<void> {
        note(batch.states);
        await super.write(batch);
      }
    })();
  }

  /** Half of the types are rolled back at some time. */
  #rollbacks(): ReadonlyMap<string, number> {
    const rolledBack = TASK_TYPES.filter(() => this.#random.isLucky(0.5));
    return new Map(rolledBack.map((type) => [type, simulationStartMs + this.#random.below(20_000_000)]));
  }

  async #doing<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#atWork += 1;
    try {
      return await work();
    } finally {
      this.#atWork -= 1;
    }
  }
}

function isLost(request: unknown, attempt: number): boolean {
  const { action, input, previousAttempts = 0 } = request as { action: string; input: { mode: string }; previousAttempts?: number };
  return action === 'work' && input.mode === 'lost' && attempt + previousAttempts === 1;
}

/** Its schemas are large, and it keeps nothing of a run. */
const planner = toPlannerPort(createPlanner({ actions: [...builtInActions(), ...new SimulatedActions().all] }));

function toPlannerPort({ plan }: ReturnType<typeof createPlanner>): PlannerPort {
  return { plan: (source) => plan(source), checkInput };
}

/** The activities of a worker that runs both engines. */
function activitiesOf(flags: FlippingFlags, actions: SimulatedActions, store: MemoryTaskStateStore): ActivityFunctions {
  const registry = new ActionRegistry([...builtInActions(), ...actions.all]);
  const client = visibility as unknown as Client;
  const own = createActivities({ store, registry, client, planner, definitions: noDefinitions });
  const { activities } = createMigration({ flags, evidence: flags });
  return activities({ activities: own, store, client, hasSearchAttributes: true }) as ActivityFunctions;
}

/** The part of a server that knows of one other run, which waits for every signal. */
const visibility = {
  workflow: {
    async *list() {
      const known: Readonly<Record<string, unknown>> = { OctavoDefinition: 'other', OctavoVersion: '1.0.0' };
      const get = ({ name }: { readonly name: string }): unknown => known[name] ?? ['go', 'stop'];
      yield { workflowId: 'other', runId: 'r', startTime: new Date(simulationStartMs), typedSearchAttributes: { get } };
    },
  },
};
