import type { Plan, TaskNode } from '@octavo/orchestrators';
import { checkSupport } from './check-support';

const planOf = (...tasks: object[]): Plan => ({
  ...{ octavo: 1, id: 'p', version: '1.0.0', hash: '', defaults: {} },
  tasks: tasks as TaskNode[],
});

describe('the old engine', () => {
  it.each([
    ['compensate', { id: 'a', compensate: {} }],
    ['source', { id: 'a', tasks: [{ id: 'b', source: {} }] }],
    ['mode: batch', { id: 'a', mode: 'batch' }],
    ['intervene', { id: 'a', onError: [{ intervene: true }] }],
  ])('refuses `%s`', (field, task) => {
    expect(() => checkSupport(planOf(task))).toThrow(field);
  });

  it('accepts these words in data', () => {
    expect(() => checkSupport(planOf({ id: 'a', with: { source: 1, mode: 'batch' } }))).not.toThrow();
  });
});
