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
  it('has the names of the scope around it; inner names hide outer ones', () => {
    const inner = root.bind({ item: 1 }).bind({ item: 2, index: 0 });
    expect(read('[input.n, item, index]', inner)).toEqual([1, 2, 0]);
  });

  it('hides an outer name also with null', () => {
    expect(read('item', root.bind({ item: 1 }).bind({ item: null }))).toBeNull();
  });

  it('has only names that were bound', () => {
    const scope = root.bind({ item: 1 });
    expect(scope.get('constructor')).toBeUndefined();
    expect(scope.get('hasOwnProperty')).toBeUndefined();
  });

  it('gives the documented fields of a finished task of its list', () => {
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

  it('finds tasks of the lists around it, the nearest first', () => {
    const outer = root.openList();
    outer.finish(stateOf('a', { output: 'outer' }));
    outer.finish(stateOf('b', { output: 'b' }));
    const inner = outer.bind({ item: 1 }).openList();
    inner.finish(stateOf('a', { output: 'inner' }));
    expect(read('[tasks.a.output, tasks.b.output]', inner)).toEqual(['inner', 'b']);
  });

  it('has no state of a task that did not run, or that is inside another container', () => {
    const outer = root.openList();
    outer.openList().finish(stateOf('inside'));
    expect(read('has(tasks.inside)', outer)).toBe(false);
    expect(() => read('tasks.inside.output', outer)).toThrow(expect.objectContaining({ code: 'EXPRESSION_FAILED' }));
  });

  it('lists the finished tasks if a name is misspelt', () => {
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

  it('are those of its own tasks only', () => {
    const outer = root.openList();
    outer.finish(stateOf('a', { output: 1 }));
    expect(outer.openList().outputs()).toEqual({});
  });
});

const mebibyte = 1024 * 1024;

describe('the variables of a run', () => {
  it('are all assigned at once', () => {
    const vars = new DeclaredVariables({ a: 1, b: 2 });
    const before = vars.values;
    vars.assign({ a: 3 });
    expect(vars.values).toEqual({ a: 3, b: 2 });
    expect(before).toEqual({ a: 1, b: 2 });
  });

  it('must be declared in the definition', () => {
    const vars = new DeclaredVariables({ a: 1 });
    expect(() => vars.assign({ a: 2, b: 1 })).toThrow('"b" is not declared in vars');
    expect(() => vars.assign({ constructor: 1 })).toThrow('not declared');
    expect(vars.values).toEqual({ a: 1 });
  });

  it('have at most 1 MiB together', () => {
    const vars = new DeclaredVariables({ a: '', b: '' });
    vars.assign({ a: 'x'.repeat(mebibyte - 100) });
    expect(() => vars.assign({ b: 'x'.repeat(100) })).toThrow(expect.objectContaining({ code: 'PAYLOAD_TOO_LARGE' }));
    vars.assign({ a: '' });
    vars.assign({ b: 'x'.repeat(100) });
    expect(vars.values['b']).toHaveLength(100);
  });

  it('have the same limit at the start', () => {
    expect(() => new DeclaredVariables({ a: 'x'.repeat(mebibyte) })).toThrow(
      expect.objectContaining({ code: 'PAYLOAD_TOO_LARGE' }),
    );
  });
});
