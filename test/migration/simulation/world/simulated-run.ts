import { MemoryTaskStateStore, type StateBatch, type StoredTaskState } from '@octavo/state';
import { Random } from '../../../fuzz/random';
import { Execution } from '../server/execution';
import type { Surroundings } from '../server/surroundings';
import { VirtualTime } from '../server/virtual-time';
import type { WorkflowCode } from '../server/workflow-code';
import type { MadeRun } from './made-run';
import { SimulatedActions } from './simulated-actions';
import { drawRollbacks, flipping, type Modes, type Rollbacks, SimulatedFlags } from './simulated-flags';
import { activitiesOf, isLost, simulationStartMs } from './simulated-worker';

export interface RunOptions {
  /** Default: the adapter's `octavoRun`. */
  readonly workflowType?: string;
  /** Absent: the run does not take part in a migration, and uses only the new engine. */
  readonly flags?: 'flipping' | Modes;
  /** The seed of all random decisions. */
  readonly seed: number;
  /** The longest transport time between server and worker; milliseconds. */
  readonly longestTripMs: number;
}

/** All records of a run. */
export interface SimulatedRun {
  readonly workflowType: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly execution: Execution;
  readonly flags: SimulatedFlags;
  readonly rollbacks: Rollbacks;
  readonly actions: SimulatedActions;
  /** All writes to the store, in order. */
  readonly writes: readonly StoredTaskState[];
  /** The final states in the store, by path. */
  readonly states: ReadonlyMap<string, StoredTaskState>;
  /** Signals to other runs, in the order of arrival. */
  readonly sent: readonly unknown[];
}

/** Runs `made` to its end, or until nothing more can happen. */
export async function simulateRun(code: WorkflowCode, made: MadeRun, options: RunOptions): Promise<SimulatedRun> {
  return await new Simulation(made, options).run(code);
}

const identity = { workflowId: 'simulated', runId: 'run-1' };
/** Maximum simulated time: most runs take days, some end within minutes. */
const ROLLBACKS_WITHIN_MS = 20_000_000;

class Simulation {
  readonly #made: MadeRun;
  readonly #options: RunOptions;
  readonly #random: Random;
  readonly #time: VirtualTime;
  readonly #rollbacks: Rollbacks;
  readonly #flags: SimulatedFlags;
  readonly #actions = new SimulatedActions();
  readonly #writes: StoredTaskState[] = [];
  readonly #sent: unknown[] = [];
  #atWork = 0;

  constructor(made: MadeRun, options: RunOptions) {
    const { seed, flags = {} } = options;
    const chance = new Random(seed + 1);
    this.#made = made;
    this.#options = options;
    this.#random = new Random(seed);
    this.#time = new VirtualTime(simulationStartMs, () => this.#atWork > 0);
    this.#rollbacks = flags === 'flipping' ? drawRollbacks(chance, simulationStartMs, ROLLBACKS_WITHIN_MS) : new Map();
    const choose = flags === 'flipping' ? flipping(chance, this.#rollbacks, () => this.#time.nowMs) : () => flags;
    this.#flags = new SimulatedFlags(choose);
  }

  async run(code: WorkflowCode): Promise<SimulatedRun> {
    const { workflowType = 'octavoRun' } = this.#options;
    const workflow = await code.create({ ...identity, workflowType, startMs: simulationStartMs, isReplaying: false });
    const execution = new Execution({
      ...{ workflow, workflowType, surroundings: this.#surroundings(), fate: { isLost } },
      functions: activitiesOf({ flags: this.#flags, actions: this.#actions, store: this.#store() }),
      atWork: (work) => this.#doing(work),
      sendSignal: (...signal) => void this.#sent.push(signal),
    });
    try {
      this.#plan(execution);
      await this.#time.pass(() => execution.isOver);
    } finally {
      await workflow.dispose();
    }
    const left = { flags: this.#flags, rollbacks: this.#rollbacks, actions: this.#actions, sent: this.#sent };
    return { ...identity, workflowType, execution, ...left, writes: this.#writes, states: newest(this.#writes) };
  }

  #surroundings(): Omit<Surroundings, 'arrive'> {
    const { longestTripMs } = this.#options;
    return {
      ...identity,
      nowMs: () => this.#time.nowMs,
      after: (delayMs, happen) => this.#time.after(delayMs, happen),
      tripMs: () => 1 + this.#random.below(longestTripMs),
    };
  }

  #plan(execution: Execution): void {
    const { plan, signals = [], cancelAtMs } = this.#made;
    execution.start({ plan, input: {}, ...(this.#options.flags === undefined ? {} : { migration: true }) });
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

  async #doing<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#atWork += 1;
    try {
      return await work();
    } finally {
      this.#atWork -= 1;
    }
  }
}

function newest(writes: readonly StoredTaskState[]): ReadonlyMap<string, StoredTaskState> {
  const states = new Map<string, StoredTaskState>();
  for (const state of writes) if ((states.get(state.path)?.version ?? 0) < state.version) states.set(state.path, state);
  return states;
}
