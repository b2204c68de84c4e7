import { setTimeout as sleep } from 'node:timers/promises';
import { ActionError, defineAction } from '@octavo/activities';
import { z } from 'zod';

/** The number of attempts of the actions below, by key. */
export const ran = new Map<string, number>();

function count(key: string): number {
  const times = (ran.get(key) ?? 0) + 1;
  ran.set(key, times);
  return times;
}

const echo = defineAction({
  name: 'test.echo',
  input: z.unknown(),
  output: z.unknown(),
  run: (input) => input,
});

/** Short and idempotent: the planner may run it as a local activity. */
const quick = defineAction({
  name: 'test.quick',
  input: z.unknown(),
  output: z.unknown(),
  idempotent: true,
  short: true,
  run: (input) => input,
});

/** Runs for `ms`; ends at once when cancelled, and counts that as `<key>:canceled`. */
const nap = defineAction({
  name: 'test.nap',
  input: z.object({ ms: z.number(), key: z.string().default('nap') }),
  output: z.unknown(),
  run: async ({ ms, key }, { signal }) => {
    count(key);
    await sleep(ms, undefined, { signal }).catch((error: unknown) => {
      count(`${key}:canceled`);
      throw error;
    });
    return ms;
  },
});

/** Fails with `code` before attempt number `until`. */
const flaky = defineAction({
  name: 'test.flaky',
  input: z.object({ until: z.number(), code: z.string().default('FLAKY'), key: z.string().default('flaky') }),
  output: z.unknown(),
  idempotent: true,
  short: true,
  run: ({ until, code, key }, { attempt }) => {
    count(key);
    if (attempt < until) throw new ActionError(code, `attempt ${attempt}`, { details: { attempt } });
    return attempt;
  },
});

/** Returns a text of `sizeBytes`. */
const fill = defineAction({
  name: 'test.fill',
  input: z.object({ sizeBytes: z.int() }),
  output: z.string(),
  idempotent: true,
  short: true,
  run: ({ sizeBytes }) => 'x'.repeat(sizeBytes),
});

/** The actions of the tests' definitions. */
export const testActions = [echo, quick, nap, flaky, fill];
