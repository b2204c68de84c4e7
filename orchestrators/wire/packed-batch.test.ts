import * as fc from 'fast-check';
import { packState, unpackState } from './packed-batch';
import type { TaskState } from '../model/task-state';

const texts = fc.constantFrom('', 'a', 'b', 'a/b', 'each[2]/b', 'a#2');

const states: fc.Arbitrary<TaskState> = fc.record({
  path: texts,
  id: texts,
  type: fc.constantFrom('basic', 'run'),
  status: fc.constantFrom('RUNNING', 'SUCCESS'),
  version: fc.nat(),
  visit: fc.nat(3),
  attempt: fc.nat(3),
  output: fc.jsonValue() as fc.Arbitrary<TaskState['output']>,
  error: fc.constantFrom(null, { code: 'X', message: 'x', task: 'a', details: null, attempt: 1 }),
  handled: fc.boolean(),
  startedAt: fc.constantFrom(null, '2026-01-01T00:00:00.007Z', '1970-01-01T00:00:00.000Z'),
  endedAt: fc.constantFrom(null, '2026-01-01T00:00:00.000Z'),
});

const plain: TaskState = {
  ...{ path: 'all/child', id: 'child', type: 'basic', status: 'RUNNING', version: 7, visit: 1, attempt: 1 },
  ...{ output: null, error: null, handled: false, startedAt: '2026-01-01T00:00:00.000Z', endedAt: null },
};

describe('a packed state', () => {
  it('is the same again', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(unpackState(packState(state))).toEqual(state);
        expect(unpackState(state)).toEqual(state);
      }),
    );
  });

  it('says nothing of what most states have in common', () => {
    expect(packState(plain)).toEqual(['all/child', 'basic', 'RUNNING', 7, Date.parse('2026-01-01T00:00:00.000Z')]);
  });

  it('is understood in the form of earlier versions', () => {
    const { path, type, status, version, startedAt } = plain;
    expect(unpackState({ path, type, status, version, startedAt })).toEqual(plain);
  });
});
