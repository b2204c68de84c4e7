import type { TaskNode } from '../model/plan';
import { defaultPriority, inheritedPriority } from './priority';
import { rootScope } from './scope';
import { TemplateEvaluator } from './template-evaluator';

const evaluator = new TemplateEvaluator(() => 0);
const scope = rootScope((name) => (name === 'input' ? { n: 2 } : undefined));
const of = (fields: Partial<TaskNode>, outer = defaultPriority): unknown =>
  inheritedPriority({ id: 'a', type: 'basic', ...fields }, scope, evaluator, outer);

// Source: definition-language, "Every task".
describe('the priority of a task', () => {
  it('is 3 by default', () => {
    expect(of({})).toEqual({ priority: 3 });
  });

  it('is inherited field by field from the container', () => {
    const outer = { priority: 1, fairnessKey: 'tenant' };
    expect(of({}, outer)).toBe(outer);
    expect(of({ fairnessWeight: 2.5 }, outer)).toEqual({ priority: 1, fairnessKey: 'tenant', fairnessWeight: 2.5 });
    expect(of({ priority: 5, fairnessKey: 'k${ input.n }' }, outer)).toEqual({ priority: 5, fairnessKey: 'k2' });
  });

  it('may be an expression', () => {
    expect(of({ priority: '${ input.n }' })).toEqual({ priority: 2 });
  });

  it.each([0, 6, 1.5, '${ input.n * 3 }'])('is not %s', (priority) => {
    expect(() => of({ priority })).toThrow(expect.objectContaining({ code: 'EXPRESSION_FAILED' }));
  });
});
