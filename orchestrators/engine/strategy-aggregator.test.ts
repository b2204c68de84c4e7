import * as fc from 'fast-check';
import type { ChildTally, Decision } from '../contracts/status-aggregator';
import { rootScope } from './scope';
import { aggregatorOf, evaluateFanOut, type StrategyFields, type StrategyRule } from './strategy-aggregator';
import { TemplateEvaluator } from './template-evaluator';

type Verdict = 'success' | 'failure' | 'skipped';

/** The decisions as children end one after the other, the first before any has. */
function decisions(rule: StrategyRule, verdicts: readonly Verdict[], total = verdicts.length): Decision[] {
  const aggregator = aggregatorOf(rule);
  const tally: { -readonly [Field in keyof ChildTally]: number } = { total, success: 0, failure: 0, skipped: 0 };
  const first = aggregator.decide(tally);
  const rest = verdicts.map((verdict) => {
    tally[verdict] += 1;
    return aggregator.decide(tally);
  });
  return [first, ...rest];
}

const rules: fc.Arbitrary<StrategyRule> = fc.oneof(
  fc.constantFrom<StrategyRule>({ strategy: 'best_effort' }, { strategy: 'wait_all' }, { strategy: 'fail_fast' }),
  fc.record({ strategy: fc.constant('race' as const), quorum: fc.integer({ min: 1, max: 6 }) }),
  fc.record({
    strategy: fc.constantFrom('wait_all' as const, 'fail_fast' as const),
    tolerate: fc.oneof(fc.record({ count: fc.nat(4) }), fc.record({ percent: fc.nat(100) })),
  }),
);
const endings = fc.array(fc.constantFrom<Verdict>('success', 'failure', 'skipped'), { maxLength: 8 });
const shuffled = endings.chain((verdicts) =>
  fc.tuple(fc.constant(verdicts), fc.shuffledSubarray(verdicts, { minLength: verdicts.length })),
);

// Source: definition-language, "parallel".
describe('the status calculation', () => {
  it('does not depend on the order in which children end', () => {
    fc.assert(
      fc.property(rules, shuffled, (rule, [one, other]) => {
        expect(decisions(rule, one).at(-1)).toBe(decisions(rule, other).at(-1));
      }),
      { numRuns: 2000 },
    );
  });

  it('never changes after the decision', () => {
    fc.assert(
      fc.property(rules, endings, (rule, verdicts) => {
        const made = decisions(rule, verdicts).filter((decision) => decision !== 'open');
        expect(new Set(made).size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2000 },
    );
  });

  it('is decided when all children have ended', () => {
    fc.assert(
      fc.property(rules, endings, (rule, verdicts) => {
        expect(decisions(rule, verdicts).at(-1)).not.toBe('open');
      }),
      { numRuns: 2000 },
    );
  });

  it('is a success if nothing ran', () => {
    fc.assert(
      fc.property(rules, fc.nat(5), (rule, skipped) => {
        expect(
          decisions(
            rule,
            Array.from({ length: skipped }, (): Verdict => 'skipped'),
          ).at(-1),
        ).toBe('success');
      }),
    );
  });
});

describe.each<[string, StrategyRule, readonly Verdict[], number, Decision]>([
  ['wait_all stays open until every child has ended', { strategy: 'wait_all' }, ['failure'], 2, 'open'],
  ['wait_all fails with one failure', { strategy: 'wait_all' }, ['failure', 'success'], 2, 'failure'],
  ['wait_all counts skipped children as neither', { strategy: 'wait_all' }, ['skipped', 'success'], 2, 'success'],
  ['fail_fast fails at the first failure', { strategy: 'fail_fast' }, ['failure'], 3, 'failure'],
  [
    'exactly the tolerated count is tolerated',
    { strategy: 'fail_fast', tolerate: { count: 1 } },
    ['failure'],
    3,
    'open',
  ],
  ['one more is not', { strategy: 'fail_fast', tolerate: { count: 1 } }, ['failure', 'failure'], 3, 'failure'],
  [
    'exactly the tolerated share is tolerated',
    { strategy: 'wait_all', tolerate: { percent: 50 } },
    ['failure', 'success'],
    2,
    'success',
  ],
  [
    'the share is of those not skipped',
    { strategy: 'wait_all', tolerate: { percent: 50 } },
    ['failure', 'skipped'],
    2,
    'failure',
  ],
  ['best_effort succeeds with one success', { strategy: 'best_effort' }, ['failure', 'success'], 2, 'success'],
  ['best_effort fails where all fail', { strategy: 'best_effort' }, ['failure', 'skipped'], 2, 'failure'],
  ['race ends with the first success', { strategy: 'race' }, ['success'], 3, 'success'],
  ['race goes on after a failure', { strategy: 'race' }, ['failure'], 3, 'open'],
  [
    'race fails when the successes can no longer come',
    { strategy: 'race', quorum: 2 },
    ['failure', 'failure'],
    3,
    'failure',
  ],
  ['race waits for its quorum', { strategy: 'race', quorum: 2 }, ['success'], 3, 'open'],
  [
    'race with a quorum fails where some were skipped',
    { strategy: 'race', quorum: 2 },
    ['success', 'skipped'],
    2,
    'failure',
  ],
])('%s', (_fact, rule, verdicts, total, decision) => {
  it(`is ${decision} after ${verdicts.join(', ')} of ${total}`, () => {
    expect(decisions(rule, verdicts, total).at(-1)).toBe(decision);
  });
});

const evaluator = new TemplateEvaluator(() => 0);
const scope = rootScope((name) => (name === 'input' ? { n: 2, half: 50 } : undefined));
const ruleOf = (fields: Partial<StrategyFields>): unknown =>
  evaluateFanOut({ strategy: 'wait_all', concurrency: 10, ...fields }, scope, evaluator);

describe('the rule of a fan-out', () => {
  it('has only the fields that are set', () => {
    expect(ruleOf({})).toEqual({ strategy: 'wait_all', concurrency: 10 });
  });

  it('can have expressions', () => {
    const fields = { concurrency: '${ input.n }', quorum: '${ input.n }', tolerate: { count: '${ input.n }' } };
    expect(ruleOf(fields)).toEqual({ strategy: 'wait_all', concurrency: 2, quorum: 2, tolerate: { count: 2 } });
    expect(ruleOf({ tolerate: { percent: '${ input.half }' } })).toMatchObject({ tolerate: { percent: 50 } });
  });

  it.each<Partial<StrategyFields>>([
    { concurrency: 0 },
    { concurrency: 1001 },
    { quorum: 0 },
    { tolerate: { count: -1 } },
    { tolerate: { percent: 101 } },
    { tolerate: { percent: -1 } },
  ])('is refused beyond its bounds: %j', (fields) => {
    expect(() => ruleOf(fields)).toThrow(expect.objectContaining({ code: 'EXPRESSION_FAILED' }));
  });
});
