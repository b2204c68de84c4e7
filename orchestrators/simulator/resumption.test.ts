import * as fc from 'fast-check';
import { isTerminal } from '../model/status';
import type { TaskState } from '../model/task-state';
import { madeSimulation, type MadeSimulation, newWorld } from './made-simulation.fixture';
import { type Cut, simulate, type SimulationResult } from './simulate';

const rounds = Number(process.env['OCTAVO_PROPERTY_RUNS'] ?? 300);

/** What must be the same however often a run is cut off. */
function essence({ outcome, states, world }: SimulationResult): unknown {
  const byPath = [...states.values()].map(({ version: _version, ...state }) => [state.path, state] as const);
  return { outcome, states: Object.fromEntries(byPath), begun: [...world.begun].sort() };
}

describe('a run that is cut off', () => {
  it('ends as if nothing had happened, wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        madeSimulation,
        fc.array(fc.nat(9999), { minLength: 3, maxLength: 3 }),
        async (simulation, places) => {
          const whole = await simulate({ ...simulation, world: newWorld() });
          for (const place of places) {
            const world = newWorld();
            const cutAfter = 1 + (place % Math.max(1, whole.transitions.length));
            const cut = await simulate({ ...simulation, world, cutAfter });
            const resumed = await simulate({ ...simulation, world, resumeFrom: cut });
            expect(essence(resumed)).toEqual(essence(whole));
          }
        },
      ),
      { numRuns: rounds },
    );
  });
});
