import * as fc from 'fast-check';
import type { JsonObject } from './json';
import { differingFields, mergeFields, withDefaults } from './plan-defaults';

const names = fc.constantFrom('a', 'b', '__proto__', 'constructor');
const values = fc.oneof(
  fc.constantFrom(null, 0, 1, 'x'),
  fc.dictionary(names, fc.constantFrom<JsonObject[string]>(0, 1, {}, { a: 1 })),
);
const maps = fc.dictionary(names, values) as fc.Arbitrary<JsonObject>;

describe('defaults of a plan', () => {
  it('are merged field by field, and once more in a field that is a map', () => {
    const retry = { maxAttempts: 3, backoff: 2 };
    expect(mergeFields({ retry, with: {} }, { retry: { maxAttempts: 1 }, with: { a: 1 } })).toEqual({
      ...{ retry: { maxAttempts: 1, backoff: 2 }, with: { a: 1 } },
    });
  });

  it('need not be said again', () => {
    fc.assert(
      fc.property(maps, maps, (base, over) => {
        const differing = differingFields(base, over);
        expect(mergeFields(base, differing)).toEqual(mergeFields(base, over));
        expect(differingFields(base, mergeFields(base, over))).toEqual(differing);
      }),
    );
  });

  it('leave nothing of what they say', () => {
    const base = { retry: { maxAttempts: 3, backoff: 2 }, with: {} };
    expect(differingFields(base, { id: 'a', retry: { backoff: 2, maxAttempts: 3 }, with: {} })).toEqual({ id: 'a' });
    expect(differingFields(base, { retry: { maxAttempts: 1, backoff: 2 } })).toEqual({ retry: { maxAttempts: 1 } });
  });

  it('of a type come before those of every task', () => {
    const defaults = { task: { maxVisits: 1_000, timeout: '1m' }, basic: { timeout: '1s' } };
    expect(withDefaults({ id: 'a', type: 'basic' }, { defaults })).toEqual({
      ...{ id: 'a', type: 'basic', maxVisits: 1_000, timeout: '1s' },
    });
  });
});
