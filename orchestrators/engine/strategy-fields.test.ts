import { rootScope } from './scope';
import { evaluateFanOut, type StrategyFields } from './strategy-aggregator';
import { TemplateEvaluator } from './template-evaluator';

const evaluator = new TemplateEvaluator(() => 0);
const scope = rootScope((name) => (name === 'input' ? { n: 2, half: 50 } : undefined));
const ruleOf = (fields: Partial<StrategyFields>): unknown =>
  evaluateFanOut({ strategy: 'wait_all', concurrency: 10, ...fields }, scope, evaluator);

describe('the rule of a fan-out', () => {
  it('has only what is said', () => {
    expect(ruleOf({})).toEqual({ strategy: 'wait_all', concurrency: 10 });
  });

  it('may be made of expressions', () => {
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
