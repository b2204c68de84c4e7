import * as fc from 'fast-check';
import { lengths } from '../../test/setup/lengths';
import { canTransition } from '../model/outcome';
import type { TaskState } from '../model/task-state';
import { madeSimulation, newWorld } from './made-simulation.fixture';
import { simulate } from './simulate';

const terminal = /^(SUCCESS|FAILED|TIMED_OUT|CANCELED|SKIPPED)$/;
const runs = { numRuns: 100 * lengths.propertyFactor };

function byPath(transitions: readonly TaskState[]): readonly (readonly TaskState[])[] {
  const groups = new Map<string, TaskState[]>();
  for (const state of transitions) groups.set(state.path, [...(groups.get(state.path) ?? []), state]);
  return [...groups.values()];
}

// Source: architecture, "The life of a task".
describe('any run', () => {
  it('makes legal transitions only, and never changes what has ended', async () => {
    const property = fc.asyncProperty(madeSimulation, async (simulation) => {
      const { transitions } = await simulate({ ...simulation, world: newWorld() });
      for (const states of byPath(transitions)) {
        const pairs = states.slice(1).map((after, place) => [states[place]?.status, after.status] as const);
        expect(pairs.filter(([before, after]) => before === undefined || !canTransition(before, after))).toEqual([]);
      }
    });
    await fc.assert(property, runs);
  });

  it('counts every transition with a version of its own', async () => {
    const property = fc.asyncProperty(madeSimulation, async (simulation) => {
      const { transitions } = await simulate({ ...simulation, world: newWorld() });
      expect(transitions.map(({ version }) => version)).toEqual(transitions.map((_, place) => place + 1));
    });
    await fc.assert(property, runs);
  });

  it('ends every task that it began, with what belongs to its status', async () => {
    const property = fc.asyncProperty(madeSimulation, async (simulation) => {
      const { states, outcome } = await simulate({ ...simulation, world: newWorld() });
      expect(outcome).toBeDefined();
      for (const state of states.values()) {
        expect(state).toMatchObject({ status: expect.stringMatching(terminal), endedAt: expect.any(String) });
        expect(state).not.toHaveProperty('progress');
        expect(state).not.toHaveProperty('handling');
        const hasFailed = state.status !== 'SUCCESS' && state.status !== 'SKIPPED';
        expect(state.error !== null).toBe(hasFailed);
        expect(state.handled && !hasFailed).toBe(false);
      }
    });
    await fc.assert(property, runs);
  });

  it('is the same when it is run again', async () => {
    const property = fc.asyncProperty(madeSimulation, async (simulation) => {
      const first = await simulate({ ...simulation, world: newWorld() });
      const second = await simulate({ ...simulation, world: newWorld() });
      expect(second.transitions).toEqual(first.transitions);
      expect(second.outcome).toEqual(first.outcome);
    });
    await fc.assert(property, runs);
  });
});
