import type { TaskNode } from '@octavo/orchestrators';
import { ConfigManager, withoutInnerTasks } from './config-manager';

const inner = { id: 'x', type: 'basic', action: 'transform', with: 'a long text' };
const named = { id: 'x', type: 'basic' };

describe('the config manager', () => {
  it('saves a config with the defaults of the plan, and reads it by path', () => {
    const configs = new ConfigManager({ defaults: { task: { maxVisits: 1000 }, wait: { count: 1 } } });
    configs.save('a/b', { id: 'b', type: 'wait', maxVisits: 2 });
    expect(configs.load('a/b')).toEqual({ id: 'b', type: 'wait', maxVisits: 2, count: 1 });
  });

  it('has no config that was not saved, or was removed', () => {
    const configs = new ConfigManager({ defaults: {} });
    configs.save('a', inner);
    configs.forget('a');
    expect(() => configs.load('a')).toThrow('no config was saved for "a"');
  });

  it.each([
    [
      { type: 'parallel', tasks: [inner] },
      { type: 'parallel', tasks: [named] },
    ],
    [
      { type: 'composite', tasks: [inner] },
      { type: 'composite', tasks: [named] },
    ],
    [
      { type: 'collection', task: inner },
      { type: 'collection', task: named },
    ],
    [
      { type: 'wait', process: inner },
      { type: 'wait', process: named },
    ],
    [
      { type: 'router', routes: [{ when: true, task: inner }], otherwise: { then: 'end' } },
      { type: 'router', routes: [{ when: true, task: named }], otherwise: { then: 'end' } },
    ],
    [
      { type: 'basic', onError: [{ do: inner }, { continue: true }] },
      { type: 'basic', onError: [{ do: named }, { continue: true }] },
    ],
  ])('has the names of the tasks inside in place of their configs: %j', (written, expected) => {
    expect(withoutInnerTasks({ id: 'a', ...written } as TaskNode)).toEqual({ id: 'a', ...expected });
  });
});
