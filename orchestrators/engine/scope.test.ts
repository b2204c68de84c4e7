import type { Scope } from '../contracts/scope';
import { DeclaredVariables, rootScope } from './scope';
import { stateOf } from './state.fixture';
import { TemplateEvaluator } from './template-evaluator';
import type { Json } from '../model/json';

const evaluator = new TemplateEvaluator(() => 0);
const root = rootScope((name) => (name === 'input' ? { n: 1 } : undefined));
const read = (expression: string, scope: Scope): Json => evaluator.value(`\${ ${expression} }`, scope);
const failed = { code: 'BOOM', message: 'boom', task: 'a', details: null, attempt: 2 };

// Source: definition-language, "Names in expressions".
describe('a scope', () => {
  it('sees what is around it; inner names shadow outer ones', () => {
    const inner = root.bind({ item: 1 }).bind({ item: 2, index: 0 });
    expect(read('[input.n, item, index]', inner)).toEqual([1, 2, 0]);
  });

  it('lets a null shadow as well', () => {
    expect(read('item', root.bind({ item: 1 }).bind({ item: null }))).toBeNull();
  });

  it('has no names but those that were bound', () => {
    const scope = root.bind({ item: 1 });
    expect(scope.get('constructor')).toBeUndefined();
    expect(scope.get('hasOwnProperty')).toBeUndefined();
  });

  it('knows a finished task of its list by what people may read of it', () => {
    const list = root.openList();
    list.finish(stateOf('a', { status: 'FAILED', handled: true, output: 7, error: failed, attempt: 2, visit: 3 }));
    expect(read('tasks.a.error.code', list)).toBe('BOOM');
    expect(read('[tasks.a.status, tasks.a.output, tasks.a.handled, tasks.a.attempt, tasks.a.visit]', list)).toEqual([
      'FAILED',
      7,
      true,
      2,
      3,
    ]);
    expect(read('[tasks.a.startedAt, tasks.a.endedAt]', list)).toEqual([
      '2026-01-01T00:00:00.000Z',
      '2026-01-01T00:00:01.000Z',
    ]);
    expect(read('has(tasks.a.version)', list)).toBe(false);
  });

  it('gives the latest finished visit', () => {
    const list = root.openList();
    list.finish(stateOf('a', { visit: 1, output: 1 }));
    list.finish(stateOf('a', { visit: 2, output: 2 }));
    expect(read('tasks.a.output', list)).toBe(2);
  });

  it('reaches the tasks of enclosing lists, the nearest first', () => {
    const outer = root.openList();
    outer.finish(stateOf('a', { output: 'outer' }));
    outer.finish(stateOf('b', { output: 'b' }));
    const inner = outer.bind({ item: 1 }).openList();
    inner.finish(stateOf('a', { output: 'inner' }));
    expect(read('[tasks.a.output, tasks.b.output]', inner)).toEqual(['inner', 'b']);
  });

  it('has no state of a task that was not reached, and never one of inside another container', () => {
    const outer = root.openList();
    outer.openList().finish(stateOf('inside'));
    expect(read('has(tasks.inside)', outer)).toBe(false);
    expect(() => read('tasks.inside.output', outer)).toThrow(expect.objectContaining({ code: 'EXPRESSION_FAILED' }));
  });

  it('tells the tasks that have finished where one is misspelled', () => {
    const list = root.openList();
    list.finish(stateOf('fetch'));
    expect(() => read('tasks.fetsch.output', list.openList())).toThrow(/fetch/);
  });
});

describe('the outputs of a list', () => {
  it('are those of the tasks that succeeded or were handled, in the order of ending', () => {
    const list = root.openList();
    list.finish(stateOf('b', { output: 'b' }));
    list.finish(stateOf('skipped', { status: 'SKIPPED' }));
    list.finish(stateOf('handled', { status: 'FAILED', handled: true, output: 'h' }));
    list.finish(stateOf('failed', { status: 'FAILED' }));
    list.finish(stateOf('a', { output: 'a' }));
    expect(Object.entries(list.outputs())).toEqual([
      ['b', 'b'],
      ['handled', 'h'],
      ['a', 'a'],
    ]);
  });

  it('are those of its own tasks, not of the lists around it', () => {
    const outer = root.openList();
    outer.finish(stateOf('a', { output: 1 }));
    expect(outer.openList().outputs()).toEqual({});
  });
});

const mebibyte = 1024 * 1024;

describe('the variables of a run', () => {
  it('are changed all at once', () => {
    const vars = new DeclaredVariables({ a: 1, b: 2 });
    const before = vars.values;
    vars.assign({ a: 3 });
    expect(vars.values).toEqual({ a: 3, b: 2 });
    expect(before).toEqual({ a: 1, b: 2 });
  });

  it('are only those that the definition declares', () => {
    const vars = new DeclaredVariables({ a: 1 });
    expect(() => vars.assign({ a: 2, b: 1 })).toThrow('"b" is not declared in vars');
    expect(() => vars.assign({ constructor: 1 })).toThrow('not declared');
    expect(vars.values).toEqual({ a: 1 });
  });

  it('have a mebibyte together', () => {
    const vars = new DeclaredVariables({ a: '', b: '' });
    vars.assign({ a: 'x'.repeat(mebibyte - 100) });
    expect(() => vars.assign({ b: 'x'.repeat(100) })).toThrow(expect.objectContaining({ code: 'PAYLOAD_TOO_LARGE' }));
    vars.assign({ a: '' });
    vars.assign({ b: 'x'.repeat(100) });
    expect(vars.values['b']).toHaveLength(100);
  });

  it('cannot begin larger than that', () => {
    expect(() => new DeclaredVariables({ a: 'x'.repeat(mebibyte) })).toThrow(
      expect.objectContaining({ code: 'PAYLOAD_TOO_LARGE' }),
    );
  });
});
