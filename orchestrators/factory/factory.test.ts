import type { TaskOrchestrator } from '../contracts/task-orchestrator';
import { builtInOrchestrators, OrchestratorFactory } from './orchestrator-factory';

const orchestrator = (type: string): TaskOrchestrator => ({
  type,
  execute: () => Promise.resolve({ outcome: { status: 'SUCCESS', output: null } }),
});

describe('the factory', () => {
  it('makes the orchestrator of a type, once', () => {
    const make = jest.fn(() => orchestrator('teleport'));
    const factory = new OrchestratorFactory().register('teleport', make);
    expect(factory.create('teleport')).toBe(factory.create('teleport'));
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('refuses a type that is registered already', () => {
    const factory = new OrchestratorFactory().register('a', () => orchestrator('a'));
    expect(() => factory.register('a', () => orchestrator('a'))).toThrow('task type "a" is registered twice');
  });

  it('tells the known types where it does not know one', () => {
    const factory = new OrchestratorFactory()
      .register('a', () => orchestrator('a'))
      .register('b', () => orchestrator('b'));
    expect(() => factory.create('c')).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_TASK_TYPE',
        message: 'no orchestrator for task type "c"; known are a, b',
      }),
    );
    expect(() => factory.create('constructor')).toThrow('no orchestrator');
  });

  it('knows the eight types of the language, each by its own name', () => {
    const factory = builtInOrchestrators();
    const types = ['basic', 'wait', 'signal', 'router', 'parallel', 'collection', 'composite', 'aggregate'];
    expect(factory.types).toEqual(types);
    expect(types.map((type) => factory.create(type).type)).toEqual(types);
  });
});
