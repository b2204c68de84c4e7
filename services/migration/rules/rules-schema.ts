import { parseDurationMs } from '@octavo/orchestrators';
import { z } from 'zod';
import type { RolloutRules } from './rollout-rules';
import { checkOverrides, checkSelector, checkStages, checkStopped, whateverElseIsWrong } from './rules-checks';
import { fields, oneOf } from './strict-fields';
import { flaggedTypes } from './task-types';

const text = z.string('expected text').min(1, 'expected text that is not empty');
const mode = oneOf(['legacy', 'shadow', 'new']);
const timestamp = z.iso.datetime({ error: 'expected a timestamp in UTC, e.g. 2030-01-31T12:00:00Z' });
const duration = z
  .string('expected a duration, e.g. 1h')
  .refine((value) => parseDurationMs(value) !== undefined, 'expected a duration, e.g. 1h');
const percent = numberBetween(0, 100);
const count = z.int('expected a whole number').min(1, 'expected at least 1');

const share = { mode, percent: percent.default(100), otherwise: mode.default('legacy') };

const typeRule = fields({
  ...share,
  since: timestamp.exactOptional(),
  startedAt: timestamp.exactOptional(),
  stopped: fields({ at: timestamp, reason: text }).exactOptional(),
}).superRefine(checkStopped);

const override = fields({
  workflowId: text.exactOptional(),
  tenant: text.exactOptional(),
  definition: text.exactOptional(),
  type: oneOf(flaggedTypes).exactOptional(),
  ...share,
}).superRefine(checkSelector, whateverElseIsWrong);

const gates = fields({
  parity: fields({
    window: duration.default('1d'),
    minimum: count.default(1_000),
    atLeast: numberBetween(0, 1).default(0.999),
  }).prefault({}),
  errorRate: fields({
    window: duration.default('1h'),
    minimum: count.default(200),
    tolerance: numberBetween(0, 1).default(0.01),
  }).prefault({}),
  latency: fields({
    window: duration.default('1h'),
    minimum: count.default(200),
    ratio: z.number('expected a number').min(0, 'expected at least 0').default(1.2),
    allowance: duration.default('1ms'),
  }).prefault({}),
});

const plan = fields({
  stages: z.array(percent, 'expected a list of percentages').superRefine(checkStages).default([1, 5, 25, 50, 100]),
  otherwise: oneOf(['legacy', 'shadow']).default('shadow'),
  gates: gates.prefault({}),
});

const types = fields(Object.fromEntries(flaggedTypes.map((type) => [type, typeRule.exactOptional()])));

/** What a document of rollout rules may say; defaults are filled in. */
export const rulesSchema = fields({
  revision: z.int('expected a whole number').min(0, 'expected at least 0'),
  killSwitch: z.boolean('expected true or false').default(false),
  stickBy: oneOf(['workflowId', 'tenant']).default('workflowId'),
  types: types.default({}),
  overrides: z.array(override, 'expected a list').superRefine(checkOverrides, whateverElseIsWrong).default([]),
  plan: plan.prefault({}),
}) satisfies z.ZodType<RolloutRules>;

function numberBetween(least: number, most: number): z.ZodNumber {
  const expected = `expected a number from ${least} to ${most}`;
  return z.number(expected).min(least, expected).max(most, expected);
}
