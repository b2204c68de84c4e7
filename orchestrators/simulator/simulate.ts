import type { ActionRequest, ActionResult } from '../contracts/action-runner';
import type { Cancellation } from '../contracts/cancellation';
import type { Pace } from '../contracts/pace';
import type { ReceivedSignal, SignalRequest } from '../contracts/signals';
import type { Timers } from '../contracts/timers';
import { builtInOrchestrators } from '../factory/built-in-orchestrators';
import type { OrchestratorFactory } from '../factory/orchestrator-factory';
import type { Json } from '../model/json';
import type { Plan } from '../model/plan';
import { TaskFailure } from '../model/task-error';
import type { TaskState } from '../model/task-state';
import type { Checkpoint, RunPorts } from '../engine/run-ports';
import { type RunOutcome, WorkflowRun } from '../engine/workflow-run';
import { CancellationNode, throwIfCanceled, waitUnlessCanceled } from '../engine/cancellation-node';
import { SignalBuffer } from '../engine/signal-buffer';
import { type OtherRuns, SimulatedSender, simulatedWorkflowId } from './simulated-sender';
import { SimulatedWorld } from './simulated-world';
import { VirtualClock } from '../engine/virtual-clock';

declare const setImmediate: (callback: () => void) => void;

/** The start time of a simulated run. */
export const simulationStartMs = Date.UTC(2026, 0, 1);

/** One run without a server: its time is virtual, its actions are functions. */
export interface Simulation extends OtherRuns {
  readonly plan: Plan;
  /** Default `{}`. */
  readonly input?: Json;
  /** Default: one without actions. */
  readonly world?: SimulatedWorld;
  readonly signals?: readonly PlannedSignal[];
  /** The time at which the run is cancelled, from its start. */
  readonly cancelAtMs?: number;
  /** Interrupts the run after this number of transitions. */
  readonly cutAfter?: number;
  /** Resumes an interrupted simulation of the same run. */
  readonly resumeFrom?: Cut;
  /** Default: the eight types. */
  readonly factory?: OrchestratorFactory;
  /** Default: no pauses. */
  readonly pace?: Pace;
  /** Default: this engine runs every task. */
  readonly selectEngine?: RunPorts['selectEngine'];
}

/**
 * A signal, with its arrival time from the start of the run. The default id and sender are made from its name and time.
 */
export type PlannedSignal = Partial<ReceivedSignal> & { readonly name: string; readonly atMs: number };

/** The state of an interrupted simulation. */
export interface Cut {
  readonly checkpoint: Checkpoint;
  /** The time of the interruption or the end, from the start of the run. */
  readonly atMs: number;
  /** True where the run had been cancelled. */
  readonly isCanceled: boolean;
}

export interface SimulationResult extends Cut {
  /** Undefined for a run that was interrupted, or that waits for ever. */
  readonly outcome: RunOutcome | undefined;
  readonly states: ReadonlyMap<string, TaskState>;
  /** Every transition, in order. */
  readonly transitions: readonly TaskState[];
  readonly logged: readonly string[];
  readonly sent: readonly SignalRequest[];
  readonly world: SimulatedWorld;
}

/** Simulates a run to its end, to its interruption, or until nothing else can happen. */
export async function simulate(simulation: Simulation): Promise<SimulationResult> {
  return await new SimulatedRun(simulation).run();
}

class SimulatedRun {
  readonly #simulation: Simulation;
  readonly #world: SimulatedWorld;
  readonly #clock: VirtualClock;
  readonly #cancellation = new CancellationNode();
  readonly #signals: SignalBuffer;
  readonly #sender: SimulatedSender;
  readonly #run: WorkflowRun;
  readonly #transitions: TaskState[] = [];
  readonly #logged: string[] = [];
  #cut: Cut | undefined;
  #outcome: RunOutcome | undefined;

  constructor(simulation: Simulation) {
    const { plan, input = {}, resumeFrom, others, definitions, world = new SimulatedWorld({}) } = simulation;
    this.#simulation = simulation;
    this.#world = world;
    this.#clock = new VirtualClock(simulationStartMs + (resumeFrom?.atMs ?? 0), settle);
    this.#signals = new SignalBuffer(resumeFrom?.checkpoint.signals);
    this.#sender = new SimulatedSender(this.#signals, this.#timers(), { others, definitions });
    const definition = { definition: plan.id, version: plan.version };
    const run = {
      id: 'run-1',
      workflowId: simulatedWorkflowId,
      ...definition,
      startedAt: toText(simulationStartMs),
      parent: null,
    };
    const checkpoint = resumeFrom === undefined ? {} : { checkpoint: resumeFrom.checkpoint };
    this.#run = new WorkflowRun({ plan, input, run, ...checkpoint }, this.#ports());
  }

  async run(): Promise<SimulationResult> {
    this.#planEvents();
    void this.#run.execute().then((outcome) => {
      if (this.#cut === undefined) this.#outcome = outcome;
    });
    await this.#clock.run(() => this.#cut !== undefined || this.#outcome !== undefined);
    return {
      ...(this.#cut ?? this.#here(this.#run.checkpoint)),
      outcome: this.#outcome,
      states: new Map([...this.#run.states].map((state) => [state.path, state])),
      transitions: this.#transitions,
      logged: this.#logged,
      sent: this.#sender.sent,
      world: this.#world,
    };
  }

  #here(checkpoint: Checkpoint): Cut {
    return { checkpoint, atMs: this.#clock.nowMs - simulationStartMs, isCanceled: this.#cancellation.isCanceled };
  }

  #planEvents(): void {
    const { cancelAtMs, resumeFrom, signals = [] } = this.#simulation;
    if (resumeFrom?.isCanceled === true) this.#cancellation.cancel();
    else if (cancelAtMs !== undefined)
      this.#clock.at(simulationStartMs + cancelAtMs, () => this.#cancellation.cancel());
    for (const [
      place,
      { atMs, name, id = `${name}-${atMs}-${place}`, payload = null, sender = id },
    ] of signals.entries()) {
      if (atMs < (resumeFrom?.atMs ?? 0)) continue;
      const receivedAt = toText(simulationStartMs + atMs);
      this.#clock.at(simulationStartMs + atMs, () => this.#signals.receive({ name, id, payload, sender, receivedAt }));
    }
  }

  #onTransition(state: TaskState): void {
    if (this.#cut !== undefined) return;
    this.#transitions.push(state);
    if (this.#transitions.length === this.#simulation.cutAfter) this.#cut = this.#here(asJson(this.#run.checkpoint));
  }

  #ports(): RunPorts {
    const { factory = builtInOrchestrators(), pace = { step: () => undefined }, selectEngine } = this.#simulation;
    return {
      ...(selectEngine === undefined ? {} : { selectEngine }),
      factory,
      pace,
      cancellation: this.#cancellation,
      signals: this.#signals,
      sender: this.#sender,
      timers: this.#timers(),
      actions: { run: (request, cancellation) => this.#act(request, cancellation) },
      log: { write: (level, message, { fields }) => this.#logged.push(lineOf(level, message, fields?.['reason'])) },
      onTransition: (state) => this.#onTransition(state),
      onSteps: () => {},
    };
  }

  #timers(): Timers {
    return {
      now: () => this.#clock.nowMs,
      sleep: (ms, cancellation) => this.#sleepUntil(this.#clock.nowMs + ms, cancellation),
      random: () => 0.5,
    };
  }

  async #act(request: ActionRequest, cancellation: Cancellation): Promise<ActionResult> {
    throwIfCanceled(cancellation);
    // After the interruption the run must not request anything.
    if (this.#cut !== undefined) return await new Promise(() => {});
    const end = this.#world.endOf(request, this.#clock.nowMs);
    await this.#sleepUntil(end.atMs, cancellation);
    if (end.result instanceof TaskFailure) throw end.result;
    return end.result;
  }

  #sleepUntil(atMs: number, cancellation: Cancellation): Promise<void> {
    return waitUnlessCanceled<void>(cancellation, (resolve) => {
      const forget = this.#clock.at(atMs, resolve);
      cancellation.onCancel(forget);
    });
  }
}

function toText(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

// Copies the checkpoint as JSON, as a real move to another execution does.
function asJson(checkpoint: Checkpoint): Checkpoint {
  return JSON.parse(JSON.stringify(checkpoint)) as Checkpoint;
}

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function lineOf(level: string, message: string, reason: Json | undefined): string {
  return typeof reason === 'string' ? `${level}: ${message}: ${reason}` : `${level}: ${message}`;
}
