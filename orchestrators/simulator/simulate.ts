import type { Cancellation } from '../contracts/cancellation';
import type { ReceivedSignal, SignalSender } from '../contracts/signals';
import { builtInOrchestrators } from '../factory/built-in-orchestrators';
import type { OrchestratorFactory } from '../factory/orchestrator-factory';
import type { Json } from '../model/json';
import type { Plan } from '../model/plan';
import { TaskFailure } from '../model/task-error';
import type { TaskState } from '../model/task-state';
import type { Checkpoint, RunPorts } from '../run/run-ports';
import { type RunOutcome, WorkflowRun } from '../run/workflow-run';
import { CancellationNode, waitUnlessCanceled } from '../shared/cancellation-node';
import { SignalBuffer } from '../shared/signal-buffer';
import { SimulatedWorld } from './simulated-world';
import { VirtualClock } from './virtual-clock';

/** When a simulated run begins. */
export const simulationStartMs = Date.UTC(2026, 0, 1);

/** One run without a server: its time is virtual, its actions are functions. */
export interface Simulation {
  readonly plan: Plan;
  /** Default `{}`. */
  readonly input?: Json;
  readonly world?: SimulatedWorld;
  /** Signals with the time of their coming, from the start of the run. */
  readonly signals?: readonly (Partial<ReceivedSignal> & { readonly name: string; readonly atMs: number })[];
  /** When the run is cancelled, from its start. */
  readonly cancelAtMs?: number;
  /** Goes on from here; with `resumeAtMs`, the time of the cut, from the start of the run. */
  readonly checkpoint?: Checkpoint;
  readonly resumeAtMs?: number;
  /** Cuts the run off after so many transitions. */
  readonly cutAfter?: number;
  readonly factory?: OrchestratorFactory;
}

export interface SimulationResult {
  /** Undefined for a run that was cut off, or that waits for what never comes. */
  readonly outcome: RunOutcome | undefined;
  readonly states: ReadonlyMap<string, TaskState>;
  /** Every transition, in order. */
  readonly transitions: readonly TaskState[];
  /** Of the cut, or of the end. */
  readonly checkpoint: Checkpoint;
  /** Time of the cut or the end, from the start of the run. */
  readonly atMs: number;
  readonly logged: readonly string[];
  readonly world: SimulatedWorld;
}

/** Simulates a run to its end, its cut, or until nothing can happen any more. */
export async function simulate(simulation: Simulation): Promise<SimulationResult> {
  const { plan, input = {}, checkpoint, cutAfter, resumeAtMs = 0, world = new SimulatedWorld({}) } = simulation;
  const clock = new VirtualClock(simulationStartMs + resumeAtMs);
  const transitions: TaskState[] = [];
  const logged: string[] = [];
  const cancellation = new CancellationNode();
  const signals = new SignalBuffer(checkpoint?.signals);
  let cut: Checkpoint | undefined;
  let outcome: RunOutcome | undefined;

  const onTransition = (state: TaskState): void => {
    if (cut !== undefined) return;
    transitions.push(state);
    if (transitions.length === cutAfter) cut = structuredCopy(run.checkpoint);
  };
  const ports = portsOf({ clock, world, signals, cancellation, onTransition, logged, factory: simulation.factory });
  const startedAt = new Date(simulationStartMs).toISOString();
  const info = { id: 'run-1', workflowId: 'simulated', definition: plan.id, version: plan.version, startedAt, parent: null };
  const run = new WorkflowRun({ plan, input, run: info, ...(checkpoint === undefined ? {} : { checkpoint }) }, ports);

  planEvents(simulation, clock, signals, cancellation);
  run.execute().then((end) => {
    outcome = end;
  }, () => {});
  await clock.run(() => cut !== undefined || outcome !== undefined);
  const states = new Map([...run.states].map((state) => [state.path, state]));
  const atMs = clock.nowMs - simulationStartMs;
  if (cut !== undefined) outcome = undefined;
  return { outcome, states, transitions, checkpoint: cut ?? run.checkpoint, atMs, logged, world };
}

function planEvents(simulation: Simulation, clock: VirtualClock, signals: SignalBuffer, cancellation: CancellationNode): void {
  const { cancelAtMs, resumeAtMs = 0 } = simulation;
  if (cancelAtMs !== undefined && cancelAtMs <= resumeAtMs && resumeAtMs > 0) cancellation.cancel();
  else if (cancelAtMs !== undefined) clock.at(simulationStartMs + cancelAtMs, () => cancellation.cancel());
  simulation.signals?.forEach(({ atMs, name, id = `${name}-${atMs}`, payload = null, sender = id }, place) => {
    if (atMs < resumeAtMs) return;
    const receivedAt = new Date(simulationStartMs + atMs).toISOString();
    clock.at(simulationStartMs + atMs, () => signals.receive({ name, id: `${id}/${place}`, payload, sender, receivedAt }));
  });
}

interface PortParts extends Pick<RunPorts, 'signals' | 'cancellation' | 'onTransition'> {
  readonly clock: VirtualClock;
  readonly world: SimulatedWorld;
  readonly logged: string[];
  readonly factory: OrchestratorFactory | undefined;
}

function portsOf({ clock, world, logged, factory = builtInOrchestrators(), ...rest }: PortParts): RunPorts {
  const sleepUntil = (atMs: number, cancellation: Cancellation): Promise<void> =>
    waitUnlessCanceled<void>(cancellation, (resolve) => {
      const forget = clock.at(atMs, () => resolve());
      cancellation.onCancel(forget);
    });
  return {
    ...rest,
    factory,
    timers: { now: () => clock.nowMs, sleep: (ms, cancellation) => sleepUntil(clock.nowMs + ms, cancellation), random: () => 0.5 },
    actions: {
      run: async (request, cancellation) => {
        const end = world.endOf(request, clock.nowMs);
        await sleepUntil(end.atMs, cancellation);
        if (end.result instanceof TaskFailure) throw end.result;
        return end.result;
      },
    },
    sender: selfSender(rest.signals, () => new Date(clock.nowMs).toISOString()),
    log: { write: (level, message) => logged.push(`${level}: ${message}`) },
    pace: { step: () => undefined },
    onSteps: () => {},
  };
}

/** A simulated run is alone: it can only send to itself. */
function selfSender(signals: SignalBuffer, now: () => string): SignalSender {
  return {
    findWaiting: () => Promise.resolve([]),
    send: ({ signal, signalId, payload, to }) => {
      if (!('self' in to)) return Promise.resolve([]);
      signals.receive({ name: signal, id: signalId, payload, sender: 'simulated', receivedAt: now() });
      return Promise.resolve(['simulated']);
    },
  };
}

function structuredCopy(checkpoint: Checkpoint): Checkpoint {
  return JSON.parse(JSON.stringify(checkpoint)) as Checkpoint;
}
