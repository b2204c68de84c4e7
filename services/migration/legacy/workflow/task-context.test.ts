import type { TaskState } from '@octavo/orchestrators';
import { newState } from '../services/new-state';
import { LegacyScope } from './legacy-scope';
import { contextOf } from './task-context';

const info = { id: 'r', workflowId: 'w', definition: 'd', version: '1.0.0', startedAt: '', parent: null };
const values = { info, input: { n: 1 }, vars: { x: 1 } };
const ended = (id: string): TaskState => ({
  ...newState({ id, type: 'basic' }, { path: id, visit: 1, visitOfRound: 1, version: 1 }),
  ...{ status: 'SUCCESS', output: id },
});

describe('the context of a task', () => {
  const outer = new LegacyScope();
  outer.finish(ended('a'));
  outer.finish(ended('b'));
  const scope = outer.bind({ item: 1, other: 2 }).openList();
  scope.finish(ended('c'));

  it('has what its texts mention, and no more', () => {
    const context = contextOf({ with: ['${ tasks.a.output + item }', '${ tasks.c.output }'] }, scope, values);
    expect(context.tasks.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(context.bindings).toEqual({ item: 1 });
    expect(context).not.toHaveProperty('input');
    expect(context).not.toHaveProperty('vars');
  });

  it('has input and vars where they are mentioned', () => {
    expect(contextOf('${ input.n + vars.x }', scope, values)).toMatchObject({ input: { n: 1 }, vars: { x: 1 } });
  });

  it.each(['${ tasks[input.name].output }', '${ keys(tasks) }'])('has all tasks where any may be meant: %s', (text) => {
    expect(contextOf(text, scope, values).tasks.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('has the inner value where names are the same', () => {
    expect(contextOf('${ item }', scope.bind({ item: 9 }), values).bindings).toEqual({ item: 9 });
  });

  it('has `error` and frozen `vars` although nothing mentions them', () => {
    expect(contextOf({}, scope.bind({ error: 'e', vars: {} }), values).bindings).toEqual({ error: 'e', vars: {} });
  });
});
