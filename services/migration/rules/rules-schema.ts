import { findNearest, parseDurationMs } from '@octavo/orchestrators';
import { z } from 'zod';
import { selectorKey } from './evaluate-rules';
import { flaggedTypes, type Override, type RolloutRules, type TypeRule } from './rollout-rules';

/** An object schema that refuses unknown fields, with the nearest known one as a hint. */
function fields<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => describeUnknown(key, known)).join(', ')
        : 'expected an object',
  });
}

/** One of several words; another word gets the nearest as a hint. */
function oneOf<const Words extends readonly string[]>(words: Words): z.ZodType<Words[number]> {
  return z.enum(words, {
    error: ({ input }) => {
      const expected = `expected one of ${words.join(', ')}`;
      const nearest = typeof input === 'string' ? findNearest(input, words) : undefined;
      return nearest === undefined ? expected : `${expected}; nearest is "${nearest}"`;
    },
  });
}

function describeUnknown(field: string, known: readonly string[]): string {
  const nearest = findNearest(field, known);
  const hint = nearest === undefined ? `known are ${known.join(', ')}` : `nearest is "${nearest}"`;
  return `unknown field "${field}"; ${hint}`;
}

type Context = z.core.$RefinementCtx;

/** Runs a check even if other fields of the list or object are invalid, so that all mistakes are reported at once. */
const whateverElseIsWrong = {
  when: ({ value }: z.core.ParsePayload): boolean => typeof value === 'object' && value !== null,
};

function checkStages(stages: readonly number[], context: Context): void {
  const ascends = stages.every((stage, index) => stage > (stages[index - 1] ?? 0));
  if (!ascends) tell(context, [], 'expected percentages above 0 in ascending order');
  if (stages.at(-1) !== 100) tell(context, [], 'expected 100 as the last stage');
}

function checkStopped({ stopped, mode, otherwise, percent }: TypeRule, context: Context): void {
  const isLegacy = mode === 'legacy' && (otherwise === 'legacy' || percent === 100);
  if (stopped !== undefined && !isLegacy)
    tell(context, ['stopped'], `a stopped type is legacy; leave "stopped" out to have it ${mode} again`);
}

function checkSelector({ workflowId, tenant, definition }: Override, context: Context): void {
  if (workflowId !== undefined || tenant !== undefined || definition !== undefined) return;
  tell(context, [], 'expected at least one of workflowId, tenant, definition; for all runs there is "types"');
}

/** Reports two overrides for the same runs and type, which would conflict. */
function checkOverrides(overrides: readonly Override[], context: Context): void {
  const seen = new Map<string, number>();
  for (const [index, override] of overrides.entries()) {
    if (typeof override !== 'object' || override === null) continue;
    const key = selectorKey(override);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else tell(context, [index], `selects the same as overrides[${first}]; leave one out`);
  }
}

function tell(context: Context, path: readonly PropertyKey[], message: string): void {
  context.addIssue({ code: 'custom', path: [...path], message });
}

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

/** The schema of rollout rules, with defaults. */
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
