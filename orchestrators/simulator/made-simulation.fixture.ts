import * as fc from 'fast-check';
import { PlanMaker, work } from './plan-maker.fixture';
import type { PlannedSignal, Simulation } from './simulate';
import { SimulatedWorld } from './simulated-world';
import { Tape } from './tape.fixture';

/** A simulation without its world: each run of it gets a new one. */
export type MadeSimulation = Omit<Simulation, 'world'>;

/** Any run of any tree of tasks: with signals to it, other runs beside it, and maybe its cancellation. */
export const madeSimulation: fc.Arbitrary<MadeSimulation> = fc
  .array(fc.nat(999), { minLength: 1, maxLength: 160, size: 'max' })
  .map(madeFrom);

/** The simulation that a tape with these choices gives. */
export function madeFrom(choices: readonly number[]): MadeSimulation {
  const tape = new Tape(choices);
  const maker = new PlanMaker(tape);
  const plan = maker.plan();
  const signals = tape.many(0, 12, (place) => signalOf(tape, maker, place));
  const cancelAtMs = tape.chance(25) ? { cancelAtMs: maker.momentMs() } : {};
  return { plan, signals, others: [other], ...cancelAtMs };
}

const other = {
  workflowId: 'other',
  runId: 'r',
  definition: 'other',
  version: '1.0.0',
  startedAt: '2026-01-01T00:00:00.000Z',
};

function signalOf(tape: Tape, maker: PlanMaker, place: number): PlannedSignal {
  const name = tape.one(['go', 'go', 'stop']);
  const payload = tape.chance(20) ? { bad: true } : { n: tape.pick(4) };
  return { name, atMs: maker.momentMs(), payload, id: `s${place - (tape.chance(10) ? 1 : 0)}` };
}

/** A world for one run, however often it is cut off. */
export function newWorld(): SimulatedWorld {
  return new SimulatedWorld({ work });
}
