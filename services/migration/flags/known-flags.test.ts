import { KnownFlags } from './known-flags';

describe('the known flags of runs', () => {
  const flags = new Map([['basic', { mode: 'new', revision: '1' } as const]]);
  const run = (number: number) => ({ workflowId: `order-${number}`, definition: 'order' });

  it('are kept for the last ten thousand runs', () => {
    const known = new KnownFlags();
    for (let number = 0; number < 10_000; number += 1) known.remember(run(number), flags);
    known.remember(run(0), flags);
    known.remember(run(10_000), flags);
    expect([0, 1, 2, 10_000].map((number) => known.of(run(number)) !== undefined)).toEqual([true, false, true, true]);
  });

  it('are separate by workflow, definition and tenant', () => {
    const known = new KnownFlags();
    known.remember({ ...run(1), tenant: 'acme' }, flags);
    expect(known.of(run(1))).toBeUndefined();
    expect(known.of({ ...run(1), tenant: 'acme', definition: 'other' })).toBeUndefined();
    expect(known.of({ ...run(1), tenant: 'acme' })).toBe(flags);
  });
});
