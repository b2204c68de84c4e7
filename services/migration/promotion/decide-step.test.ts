import * as fc from 'fast-check';
import type { GateVerdict, Verdict } from '../gates/gate-verdict';
import { judgeParity } from '../gates/judge-gates';
import { initialRules } from '../rules/parse-rules';
import type { PromotionPlan, TypeRule } from '../rules/rollout-rules';
import { rulesOf } from '../rules/rules.fixture';
import { decideStep, describeShare, isLegacyOnly, type PromotionState, type Stage, stageOf } from './stage';

const { plan } = initialRules;

function verdictOf(verdict: Verdict): GateVerdict {
  return { ...judgeParity({ compared: 0, equal: 0 }, plan.gates.parity), verdict, sentence: verdict };
}

function ruleOf(parts: Partial<TypeRule>): TypeRule {
  return { mode: 'legacy', percent: 100, otherwise: 'legacy', ...parts };
}

function stateOf(rule?: TypeRule, parts: Partial<PromotionState> = {}): PromotionState {
  return { rule, killSwitch: false, plan, ...parts };
}

const pass = [verdictOf('pass')];

/** All stages of a type while every gate passes. */
function stagesOf(through: PromotionPlan): readonly Stage[] {
  const stages: Stage[] = ['legacy'];
  let rule: TypeRule | undefined;
  for (;;) {
    const step = decideStep({ rule, killSwitch: false, plan: through }, pass);
    if (step.action !== 'advance') return stages;
    rule = step.share;
    stages.push(stageOf(rule));
  }
}

describe('a promotion', () => {
  it('goes from legacy through shadow and the stages of the plan to its end', () => {
    expect(stagesOf(plan)).toEqual(['legacy', 'shadow', 1, 5, 25, 50, 100]);
    expect(decideStep(stateOf(ruleOf({ mode: 'new' })), pass).action).toBe('complete');
  });

  it('skips no stage of any plan', () => {
    const percentages = fc.uniqueArray(fc.double({ min: 0.01, max: 99.9, noNaN: true }), { maxLength: 6 });
    fc.assert(
      fc.property(percentages, (some) => {
        const stages = [...some.sort((a, b) => a - b), 100];
        expect(stagesOf({ ...plan, stages })).toEqual(['legacy', 'shadow', ...stages]);
      }),
    );
  });

  it('keeps comparing the other runs until all use the new engine', () => {
    expect(decideStep(stateOf(ruleOf({ mode: 'shadow' })), pass)).toMatchObject({
      share: { mode: 'new', percent: 1, otherwise: 'shadow' },
    });
    const lean = rulesOf({ plan: { otherwise: 'legacy' } }).plan;
    expect(decideStep(stateOf(ruleOf({ mode: 'shadow' }), { plan: lean }), pass)).toMatchObject({
      share: { mode: 'new', percent: 1, otherwise: 'legacy' },
    });
  });

  it.each([
    [0.5, 1],
    [1, 5],
    [7, 25],
    [99, 100],
  ])('continues from %d %% that somebody set manually to %d %%', (percent, next) => {
    const step = decideStep(stateOf(ruleOf({ mode: 'new', percent })), pass);
    expect(step).toMatchObject({ action: 'advance', share: { percent: next } });
  });

  const verdict = fc.constantFrom<Verdict>('pass', 'too_few', 'broken');
  const verdicts = fc.array(verdict, { minLength: 1, maxLength: 3 });
  const rule = fc
    .record({
      mode: fc.constantFrom('legacy', 'shadow', 'new'),
      percent: fc.constantFrom(0, 0.1, 1, 5, 10, 25, 50, 99, 100),
      otherwise: fc.constantFrom('legacy', 'shadow', 'new'),
    })
    .map((share) => share as TypeRule);

  it('always leads to legacy if a gate fails', () => {
    fc.assert(
      fc.property(rule, verdicts, (given, said) => {
        fc.pre(said.includes('broken') && stageOf(given) !== 'legacy');
        expect(decideStep(stateOf(given), said.map(verdictOf)).action).toBe('roll_back');
      }),
    );
  });

  it('never raises the share of the new engine with too little evidence', () => {
    fc.assert(
      fc.property(rule, verdicts, (given, said) => {
        fc.pre(said.includes('too_few'));
        const step = decideStep(stateOf(given), said.map(verdictOf));
        fc.pre(step.action === 'advance');
        expect([stageOf(given), stageOf(step.share)]).toEqual(['legacy', 'shadow']);
      }),
    );
  });

  it('never lowers the share of the new engine by advancing', () => {
    fc.assert(
      fc.property(rule, (given) => {
        const [before, step] = [stageOf(given), decideStep(stateOf(given), pass)];
        fc.pre(step.action === 'advance' && typeof before === 'number');
        expect(Number(stageOf(step.share))).toBeGreaterThan(before);
      }),
    );
  });

  it('holds after a rollback, until somebody sets the type', () => {
    const stopped = { at: '2026-03-01T10:00:00Z', reason: 'parity' };
    expect(decideStep(stateOf(ruleOf({ stopped })), [])).toEqual({
      action: 'hold',
      sentence: 'it was rolled back at 2026-03-01T10:00:00Z (parity); set it to shadow to begin again',
    });
  });

  it('holds while the kill switch is on', () => {
    fc.assert(
      fc.property(rule, verdicts, (given, said) => {
        expect(decideStep(stateOf(given, { killSwitch: true }), said.map(verdictOf)).action).toBe('hold');
      }),
    );
  });

  it('reports what it waits for', () => {
    const said = [verdictOf('pass'), judgeParity({ compared: 3, equal: 3 }, plan.gates.parity)];
    expect(decideStep(stateOf(ruleOf({ mode: 'shadow' })), said).sentence).toMatch(/^parity: 3 of 3 compared/);
  });
});

describe('a share', () => {
  it.each([
    [ruleOf({}), 'legacy', 'legacy'],
    [ruleOf({ mode: 'new', percent: 5, otherwise: 'shadow' }), 5, 'new for 5 %, otherwise shadow'],
    [ruleOf({ mode: 'legacy', percent: 20, otherwise: 'new' }), 80, 'legacy for 20 %, otherwise new'],
    [ruleOf({ mode: 'new', percent: 0 }), 'legacy', 'new for 0 %, otherwise legacy'],
    [ruleOf({ mode: 'new', percent: 5, otherwise: 'new' }), 100, 'new'],
    [ruleOf({ mode: 'shadow', percent: 30 }), 'shadow', 'shadow for 30 %, otherwise legacy'],
  ] as const)('%j is at the stage %s', (rule, stage, text) => {
    expect(stageOf(rule)).toBe(stage);
    expect(describeShare(rule)).toBe(text);
    expect(isLegacyOnly(rule)).toBe(stage === 'legacy');
  });
});
