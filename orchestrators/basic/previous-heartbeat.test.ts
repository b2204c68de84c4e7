import * as fc from 'fast-check';
import type { Json } from '../model/json';
import { act, retryWith } from '../simulator/plan.fixture';
import { run } from '../simulator/run.fixture';
import type { SimulationResult } from '../simulator/simulate';
import { SimulatedWorld } from '../simulator/simulated-world';

/** What an attempt records, and how it ends: by its own failure, with its worker, or by the time for it. */
interface Step {
  readonly heartbeat?: Json;
  readonly end: 'fails' | 'lost' | 'late';
}

const step: fc.Arbitrary<Step> = fc.record(
  {
    heartbeat: fc.oneof(
      fc.nat(9),
      fc.record({ done: fc.nat(9) }),
      fc.constantFrom<Json>('', false, [], {}),
    ) as fc.Arbitrary<Json>,
    end: fc.constantFrom('fails' as const, 'lost' as const, 'late' as const),
  },
  { requiredKeys: ['end'] },
);

/** A world whose action notes what each attempt has from those before; the attempt after the last step succeeds. */
function worldOf(steps: readonly Step[], seen: Map<number, Json | undefined>): SimulatedWorld {
  return new SimulatedWorld({
    copy: (_input, attempt, { previousHeartbeat }) => {
      seen.set(attempt, previousHeartbeat);
      const { heartbeat, end } = steps[attempt - 1] ?? {};
      if (end === undefined) return { output: 'done' };
      const recorded = heartbeat === undefined ? {} : { heartbeat };
      if (end === 'late') return { ...recorded, afterMs: 60_000, output: 'too late' };
      return { ...recorded, error: { code: 'X', isLost: end === 'lost' } };
    },
  });
}

const task = act('a', 'copy', retryWith({ maxAttempts: 9, initialInterval: '1s', attemptTimeout: '10s' }));

it('each attempt has the last details that any attempt before it recorded, also after a cut', async () => {
  const property = fc.asyncProperty(fc.array(step, { maxLength: 6 }), fc.nat(99), async (steps, place) => {
    const seen = new Map<number, Json | undefined>();
    const whole = await run(task, { world: worldOf(steps, seen) });
    expectLastRecorded(steps, seen, whole);
    seen.clear();
    const cut = await run(task, { world: worldOf(steps, seen), cutAfter: 1 + (place % whole.transitions.length) });
    expectLastRecorded(steps, seen, await run(task, { world: cut.world, resumeFrom: cut }));
  });
  await fc.assert(property, { numRuns: 200 });
});

function expectLastRecorded(
  steps: readonly Step[],
  seen: ReadonlyMap<number, Json | undefined>,
  { outcome }: SimulationResult,
): void {
  const expected = [...steps, undefined].map((_, index) => {
    return [index + 1, steps.slice(0, index).findLast(({ heartbeat }) => heartbeat !== undefined)?.heartbeat];
  });
  expect([outcome, [...seen]]).toEqual([{ status: 'SUCCESS', output: 'done' }, expected]);
}
