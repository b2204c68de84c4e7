import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { lengths } from '../../test/setup/lengths';
import { isTerminal } from '../model/outcome';
import { type MadeSimulation, madeSimulation, newWorld } from './made-simulation.fixture';
import { simulate, type SimulationResult } from './simulate';

/** What must be the same however often a run is cut off: all but how many transitions it took. */
function essence({ outcome, states, world }: SimulationResult): unknown {
  const byPath = [...states.values()].map(({ version: _version, ...state }) => [state.path, state] as const);
  return { outcome, states: Object.fromEntries(byPath), begun: world.begun.toSorted() };
}

function expectSame(resumed: SimulationResult, whole: SimulationResult): void {
  const [one, other] = [essence(resumed), essence(whole)];
  if (!isDeepStrictEqual(one, other)) expect(one).toEqual(other);
}

/** Goes on from `cut`; nothing that had ended is touched again, and nothing that was asked for is asked for again. */
async function resume(simulation: MadeSimulation, cut: SimulationResult, cutAfter?: number): Promise<SimulationResult> {
  const end = cutAfter === undefined ? {} : { cutAfter };
  const resumed = await simulate({ ...simulation, ...end, world: cut.world, resumeFrom: cut });
  const ended = new Set(cut.checkpoint.states.filter(({ status }) => isTerminal(status)).map(({ path }) => path));
  expect(resumed.transitions.filter(({ path }) => ended.has(path))).toEqual([]);
  expect(new Set(cut.world.begun).size).toBe(cut.world.begun.length);
  return resumed;
}

// Source: docs/architecture.md, "Resumable by construction".
describe('a run that is cut off', () => {
  it('ends as if nothing had happened, wherever it is cut', async () => {
    const places = fc.array(fc.nat(9999), { minLength: 4, maxLength: 4 });
    const property = fc.asyncProperty(madeSimulation, places, async (simulation, chosen) => {
      const whole = await simulate({ ...simulation, world: newWorld() });
      for (const place of chosen) {
        const cutAfter = 1 + (place % whole.transitions.length);
        const cut = await simulate({ ...simulation, world: newWorld(), cutAfter });
        expectSame(await resume(simulation, cut), whole);
      }
    });
    await fc.assert(property, { numRuns: 175 * lengths.propertyFactor });
  });

  it('ends as if nothing had happened when it is cut again and again', async () => {
    const property = fc.asyncProperty(madeSimulation, async (simulation) => {
      const whole = await simulate({ ...simulation, world: newWorld() });
      // After every single transition, where there are not too many.
      const stretch = Math.ceil(whole.transitions.length / 40);
      let last = await simulate({ ...simulation, world: newWorld(), cutAfter: stretch });
      for (let cuts = 1; last.transitions.length > 0 && cuts < 200; cuts += 1)
        last = await resume(simulation, last, stretch);
      expectSame(last, whole);
    });
    await fc.assert(property, { numRuns: 30 * lengths.propertyFactor });
  });
});
