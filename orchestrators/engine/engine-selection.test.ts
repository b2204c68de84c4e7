import type { ChildTask, TaskRunner } from '../contracts/child-task-manager';
import type { TaskOutcome } from '../model/outcome';
import { composite, give } from '../simulator/plan.fixture';
import { outputAt, run } from '../simulator/run.fixture';
import type { Engine } from './run-ports';

/** Another engine: what it runs has the output "other", and is recorded as its own. */
function otherEngine({ records }: Engine): TaskRunner {
  return {
    run(child): TaskOutcome {
      const { path, visit, task } = child;
      const ended = { status: 'SUCCESS', output: 'other', version: records.reserveVersion() } as const;
      const rest = { attempt: 1, error: null, handled: false, startedAt: null, endedAt: null } as const;
      const state = { path, visit, id: task.id, type: task.type, engine: 'legacy' as const, ...rest, ...ended };
      records.adopt(state);
      child.scope.finish(state);
      return { status: 'SUCCESS', output: 'other' };
    },
  };
}

describe('the choice of the engine', () => {
  it('is made once for each visit, and later tasks can read the states of the other engine', async () => {
    const asked: string[] = [];
    const selectEngine = (engine: Engine) => {
      const other = otherEngine(engine);
      return {
        select: ({ path }: ChildTask) => {
          asked.push(path);
          return path === 'a' ? Promise.resolve(other) : undefined;
        },
      };
    };
    const tasks = [give('a', 1), composite('b', [give('c', '${ tasks.a.output }')])];
    const result = await run(tasks, { selectEngine });
    expect(asked).toEqual(['a', 'b', 'b/c']);
    expect(outputAt(result, 'b/c')).toBe('other');
    expect(result.states.get('a')).toMatchObject({ engine: 'legacy', version: 1 });
    expect(result.transitions.map(({ path }) => path)).not.toContain('a');
  });

  it('is not made for a visit that ended in an earlier execution', async () => {
    const cut = await run([give('a', 1), give('b', 2)], { cutAfter: 2 });
    const asked: string[] = [];
    const selectEngine = () => ({
      select: ({ path }: ChildTask) => {
        asked.push(path);
        return undefined;
      },
    });
    await run([give('a', 1), give('b', 2)], { resumeFrom: cut, selectEngine });
    expect(asked).toEqual(['b']);
  });
});
