import type { z } from 'zod';
import { selectorKey } from './evaluate-rules';
import type { Override, TypeRule } from './rollout-rules';

type Context = z.core.$RefinementCtx;

/** Makes a check run on what is there of a list or an object also when something in it is wrong: all is told at once. */
export const whateverElseIsWrong = {
  when: ({ value }: z.core.ParsePayload): boolean => typeof value === 'object' && value !== null,
};

export function checkStages(stages: readonly number[], context: Context): void {
  const ascends = stages.every((stage, index) => stage > (stages[index - 1] ?? 0));
  if (!ascends) tell(context, [], 'expected percentages above 0 in ascending order');
  if (stages.at(-1) !== 100) tell(context, [], 'expected 100 as the last stage');
}

export function checkStopped({ stopped, mode, otherwise, percent }: TypeRule, context: Context): void {
  const isLegacy = mode === 'legacy' && (otherwise === 'legacy' || percent === 100);
  if (stopped !== undefined && !isLegacy)
    tell(context, ['stopped'], `a stopped type is legacy; leave "stopped" out to have it ${mode} again`);
}

export function checkSelector({ workflowId, tenant, definition }: Override, context: Context): void {
  if (workflowId !== undefined || tenant !== undefined || definition !== undefined) return;
  tell(context, [], 'expected at least one of workflowId, tenant, definition; for all runs there is "types"');
}

/** Two overrides for the same runs and type would contradict each other. */
export function checkOverrides(overrides: readonly Override[], context: Context): void {
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
