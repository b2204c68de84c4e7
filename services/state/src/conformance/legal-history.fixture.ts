import * as fc from 'fast-check';
import type { StoredTaskState } from '../index';
import { stateOf } from './state.fixture';

const paths = ['', 'a', 'each', 'each[2]', 'each[10]', 'each[10]/fetch#2'];
const ends = ['SUCCESS', 'FAILED', 'TIMED_OUT', 'CANCELED', 'SKIPPED'] as const;

/** The states that a workflow may write for one path: in each epoch active states, then possibly an end. */
function historyOf(path: string): fc.Arbitrary<readonly StoredTaskState[]> {
  const epoch = fc.record({ active: fc.integer({ min: 0, max: 3 }), end: fc.option(fc.constantFrom(...ends)) });
  return fc.array(epoch, { minLength: 1, maxLength: 2 }).map((epochs) =>
    epochs.flatMap(({ active, end }, number) => {
      const states = Array.from({ length: active }, (_, index) => stateOf(path, { epoch: number, version: index + 1 }));
      return end === null ? states : [...states, stateOf(path, { epoch: number, version: active + 1, status: end })];
    }),
  );
}

/** All states that a run writes, and the same in another order, in batches, with some states twice. */
export const shuffledHistory: fc.Arbitrary<{
  readonly states: readonly StoredTaskState[];
  readonly batches: readonly (readonly StoredTaskState[])[];
}> = fc
  .tuple(...paths.map(historyOf))
  .map((histories) => histories.flat())
  .chain((states) => {
    const twice = fc.subarray([...states]).map((again) => [...states, ...again]);
    const shuffled = twice.chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
    return fc
      .tuple(shuffled, fc.integer({ min: 1, max: 5 }))
      .map(([all, size]) => ({ states, batches: cut(all, size) }));
  });

function cut(states: readonly StoredTaskState[], size: number): readonly (readonly StoredTaskState[])[] {
  return Array.from({ length: Math.ceil(states.length / size) }, (_, index) =>
    states.slice(index * size, (index + 1) * size),
  );
}
