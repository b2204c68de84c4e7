import { join } from 'node:path';
import { defineAction } from '@octavo/activities';
import type { ActivityAction } from '@octavo/orchestrators';
import { z } from 'zod';
import * as auditActions from '../../../examples/dependency-audit/actions';
import * as orderActions from '../../../examples/order-fulfilment/actions';

/** The examples of this repository, whose definitions are measured too. */
export const EXAMPLES = join(__dirname, '../../../examples');

const value = z.object({ value: z.number() });

/** Returns its input, like the activity of the hand-written workflows. */
export const echo = defineAction({
  name: 'bench.echo',
  input: value,
  output: value,
  idempotent: true,
  short: true,
  run: async (given) => given,
});

/** The actions of measured definitions, beside the built-in ones. */
export function benchActions(): readonly ActivityAction[] {
  return [echo, ...Object.values(auditActions), ...Object.values(orderActions)];
}
