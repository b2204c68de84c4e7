import { defineAction } from '@octavo/activities';
import { z } from 'zod';

const value = z.object({ value: z.number() });

/** Gives back what it gets, as the activity of the hand-written workflows does. */
export const echo = defineAction({
  name: 'bench.echo',
  input: value,
  output: value,
  idempotent: true,
  short: true,
  run: async (given) => given,
});
