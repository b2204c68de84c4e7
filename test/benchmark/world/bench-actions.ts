import { join } from 'node:path';
import { defineAction } from '@octavo/activities';
import { formatConfigProblem, loadActions } from '@octavo/config';
import type { ActivityAction } from '@octavo/orchestrators';
import { z } from 'zod';

/** The examples of this repository, whose definitions are measured too. */
export const EXAMPLES = join(__dirname, '../../../examples');

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

/** Everything that a measured definition may name beside the built-in actions. */
export function benchActions(): readonly ActivityAction[] {
  const files = ['dependency-audit', 'order-fulfilment'].map((name) => join(EXAMPLES, name, 'actions/index.ts'));
  const loaded = loadActions(files);
  if ('problems' in loaded) throw new Error(loaded.problems.map(formatConfigProblem).join('\n'));
  return [echo, ...loaded.actions];
}
