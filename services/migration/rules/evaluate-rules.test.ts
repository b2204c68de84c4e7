import * as fc from 'fast-check';
import type { EngineMode, FlagContext } from '../contracts/flags';
import { compileRules } from './evaluate-rules';
import { flaggedTypes, type Override, type OverrideSelector, type RolloutRules } from './rollout-rules';
import { rulesOf } from './rules.fixture';

const mode = fc.constantFrom<EngineMode>('legacy', 'shadow', 'new');
const type = fc.constantFrom(...flaggedTypes);
// Evenly distributed: most values of fc.double are near zero.
const percent = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => hundredths / 100);
const share = fc.record({ mode, percent, otherwise: mode });
// Few values, so that overrides match often.
const few = fc.constantFrom('a', 'b', 'c');
const context: fc.Arbitrary<FlagContext> = fc.record(
  { workflowId: few, definition: few, tenant: few },
  { requiredKeys: ['workflowId', 'definition'] },
);
const selector = fc
  .record({ workflowId: few, definition: few, tenant: few, type }, { requiredKeys: [] })
  .filter(({ workflowId, definition, tenant }) => (workflowId ?? definition ?? tenant) !== undefined);
const override: fc.Arbitrary<Override> = fc.tuple(selector, share).map(([runs, chosen]) => ({ ...runs, ...chosen }));
const overrides = fc.uniqueArray(override, {
  selector: ({ workflowId, definition, tenant, type }) => [workflowId, definition, tenant, type].join('|'),
  maxLength: 12,
});
const rules = fc
  .record({
    killSwitch: fc.boolean(),
    stickBy: fc.constantFrom('workflowId', 'tenant'),
    types: fc.dictionary(type, share, { noNullPrototype: true }),
    overrides,
  })
  .map((document) => rulesOf(document));

function modeOf(given: RolloutRules, taskType: string, run: FlagContext): EngineMode {
  return compileRules(given).modeOf(taskType, run);
}

describe('the mode of a task type', () => {
  it('is legacy without rules', () => {
    expect(modeOf(rulesOf(), 'basic', { workflowId: 'a', definition: 'd' })).toBe('legacy');
    expect(modeOf(rulesOf(), 'constructor', { workflowId: 'a', definition: 'd' })).toBe('legacy');
  });

  it('is stable: the same run gets the same mode again, also after the rules were read again', () => {
    fc.assert(
      fc.property(rules, type, context, (given, taskType, run) => {
        const again = rulesOf(JSON.parse(JSON.stringify(given)) as object);
        expect(modeOf(again, taskType, { ...run })).toBe(modeOf(given, taskType, run));
      }),
    );
  });

  it('stays the same for a run within the percentage when the percentage is raised', () => {
    fc.assert(
      fc.property(percent, percent, type, fc.string(), (one, other, taskType, workflowId) => {
        const at = (part: number): EngineMode =>
          modeOf(rulesOf({ types: { [taskType]: { mode: 'new', percent: part, otherwise: 'shadow' } } }), taskType, {
            workflowId,
            definition: 'd',
          });
        fc.pre(at(Math.min(one, other)) === 'new');
        expect(at(Math.max(one, other))).toBe('new');
      }),
    );
  });

  it('is that of all runs at 100 %, and of none at 0 %', () => {
    fc.assert(
      fc.property(fc.string(), (workflowId) => {
        const at = (part: number): EngineMode =>
          modeOf(rulesOf({ types: { wait: { mode: 'new', percent: part } } }), 'wait', { workflowId, definition: 'd' });
        expect([at(0), at(100)]).toEqual(['legacy', 'new']);
      }),
    );
  });

  it.each([1, 5, 25, 50])('is that of about %s %% of many runs', (part) => {
    const given = compileRules(rulesOf({ types: { basic: { mode: 'new', percent: part } } }));
    const runs = Array.from({ length: 50_000 }, (_, index) => ({ workflowId: `order-${index}`, definition: 'd' }));
    const taken = runs.filter((run) => given.modeOf('basic', run) === 'new').length / runs.length;
    expect(Math.abs(taken * 100 - part)).toBeLessThan(1);
  });

  it('is legacy for all runs while the kill switch is on', () => {
    fc.assert(
      fc.property(rules, type, context, (given, taskType, run) => {
        expect(modeOf({ ...given, killSwitch: true }, taskType, run)).toBe('legacy');
      }),
    );
  });

  it('is legacy for a stopped type, even with an override, and other types do not change', () => {
    fc.assert(
      fc.property(rules, type, type, context, (given, stopped, other, run) => {
        const stop = { mode: 'legacy', percent: 100, otherwise: 'legacy', stopped: { at: '', reason: '' } } as const;
        const withStop = { ...given, types: { ...given.types, [stopped]: stop } };
        expect(modeOf(withStop, stopped, run)).toBe('legacy');
        if (other !== stopped) expect(modeOf(withStop, other, run)).toBe(modeOf(given, other, run));
      }),
    );
  });

  it('is that of the most specific override that matches: workflow id, tenant, definition, then the type', () => {
    const run = { workflowId: 'order-1', tenant: 'acme', definition: 'order' };
    const fitting = allSelectors({ ...run, type: 'basic' });
    expect(fitting).toHaveLength(14);
    const given = fc.tuple(
      fc.subarray(fitting, { minLength: 1 }),
      fc.array(mode, { minLength: 14, maxLength: 14 }),
      rules,
    );
    fc.assert(
      fc.property(given, ([selectors, modes, others]) => {
        const own = selectors.map((selector, index) => ({ ...selector, mode: modes[index] ?? 'new' }));
        const [winner] = [...own].sort((one, other) => weightOf(other) - weightOf(one));
        const document = { types: others.types, overrides: [...own, ...others.overrides] };
        expect(modeOf(rulesOf(document), 'basic', run)).toBe(winner?.mode);
      }),
      { numRuns: 500 },
    );
  });

  it('is not that of an override that does not match', () => {
    const others = allSelectors({ workflowId: 'order-2', tenant: 'acme', definition: 'order', type: 'wait' });
    const strange = others.filter(({ workflowId, type }) => workflowId !== undefined || type !== undefined);
    const document = { overrides: strange.map((selector) => ({ ...selector, mode: 'new' })) };
    expect(modeOf(rulesOf(document), 'basic', { workflowId: 'order-1', tenant: 'acme', definition: 'order' })).toBe(
      'legacy',
    );
  });

  it('is the same for all runs of a tenant if `stickBy` is tenant', () => {
    const given = compileRules(rulesOf({ stickBy: 'tenant', types: { basic: { mode: 'new', percent: 50 } } }));
    const modesOf = (tenant: string) =>
      new Set(
        ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => given.modeOf('basic', { workflowId: id, definition: 'd', tenant })),
      );
    const tenants = Array.from({ length: 100 }, (_, index) => modesOf(`tenant-${index}`));
    expect(tenants.every((modes) => modes.size === 1)).toBe(true);
    expect(new Set(tenants.flatMap((modes) => [...modes]))).toEqual(new Set(['legacy', 'new']));
  });
});

/** Every selector of one run and type: those with at least one of the first three fields. */
function allSelectors(full: Required<OverrideSelector>): OverrideSelector[] {
  const names = ['workflowId', 'tenant', 'definition', 'type'] as const;
  return Array.from({ length: 16 }, (_, bits) => names.filter((_name, index) => ((bits >> index) & 1) === 1))
    .filter((named) => named.some((name) => name !== 'type'))
    .map((named) => Object.fromEntries(named.map((name) => [name, full[name]])));
}

function weightOf({ workflowId, tenant, definition, type }: OverrideSelector): number {
  const bits = [workflowId, tenant, definition, type].map((value) => (value === undefined ? '0' : '1'));
  return Number.parseInt(bits.join(''), 2);
}
