import { builtInActions } from '@octavo/activities/actions';
import { simulate } from '@octavo/orchestrators/simulator';
import { checkInput, createPlanner } from '@octavo/planner';
import { readLanguageCases } from './language-cases';

const planner = createPlanner({ actions: builtInActions() });

describe.each(readLanguageCases())('%s', (_file, cases) => {
  it.each(cases.map((one) => [one.fact, one] as const))(
    '%s',
    async (_fact, { definition, input = {}, expect: expected }) => {
      const planned = planner.plan(definition);
      expect(planned.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      if (planned.plan === undefined) throw new Error('no plan');
      const checked = checkInput(planned.plan, input as never);
      if (checked.problems !== undefined) throw new Error('bad input');
      const { outcome, states } = await simulate({ plan: planned.plan, input: checked.input, definitions: [] });
      const { output, status, error, tasks = {}, notTasks = [] } = expected;
      expect({ ...outcome }).toMatchObject({
        status,
        ...(output === undefined ? {} : { output }),
        ...(error === undefined ? {} : { error }),
      });
      expect(Object.fromEntries(states)).toMatchObject(tasks);
      for (const path of notTasks) expect([...states.keys()]).not.toContain(path);
    },
  );
});
