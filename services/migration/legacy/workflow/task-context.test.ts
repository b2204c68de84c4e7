import type { JsonObject, TaskState } from '@octavo/orchestrators';
import { rootScope } from '@octavo/orchestrators/language';
import { newState } from '../services/new-state';
import { contextOf } from './task-context';

const info = { id: 'r', workflowId: 'w', definition: 'd', version: '1.0.0', startedAt: '', parent: null };
const known: JsonObject = { input: { n: 1 }, vars: { x: 1 } };
const ended = (id: string): TaskState => ({
  ...newState({ id, type: 'basic' }, { path: id, visit: 1, visitOfRound: 1, version: 1 }),
  ...{ status: 'SUCCESS', output: id },
});

describe('the context of a task', () => {
  const outer = rootScope((name) => known[name]).openList();
  outer.finish(ended('a'));
  outer.finish(ended('b'));
  const scope = outer.bind({ item: 1, other: 2 }).openList();
  scope.finish(ended('c'));

  it('has only the names that its texts mention', () => {
    const context = contextOf({ with: ['${ tasks.a.output + item }', '${ tasks.c.output }'] }, scope, info);
    expect(context.tasks.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(context.bindings).toEqual({ item: 1 });
  });

  it('has input and vars if they are mentioned', () => {
    expect(contextOf('${ input.n + vars.x }', scope, info)).toMatchObject({ bindings: known });
  });

  it.each(['${ tasks[input.name].output }', '${ keys(tasks) }'])('has all tasks if a text may mean any: %s', (text) => {
    expect(contextOf(text, scope, info).tasks.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });

  it('has the inner value of a shadowed name', () => {
    expect(contextOf('${ item }', scope.bind({ item: 9 }), info).bindings).toEqual({ item: 9 });
  });

  it('has `error` even if no text mentions it', () => {
    expect(contextOf({}, scope.bind({ error: 'e', vars: {} }), info).bindings).toEqual({ error: 'e' });
  });
});
