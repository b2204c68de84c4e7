import { builtInActions } from '@octavo/activities/actions';
import { simulate } from '@octavo/orchestrators/simulator';
import { checkInput, createPlanner } from '@octavo/planner';
import { describeLanguage } from './describe-language';

const planner = createPlanner({ actions: builtInActions() });

describeLanguage(
  'in the simulator',
  async ({ definition, input }) => {
    const planned = planner.plan(definition);
    expect(planned.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    if (planned.plan === undefined) throw new Error('no plan');
    const checked = checkInput(planned.plan, input);
    if (checked.problems !== undefined) throw new Error('bad input');
    const { outcome, states } = await simulate({ plan: planned.plan, input: checked.input, definitions: [] });
    if (outcome === undefined) throw new Error('it does not end');
    return { error: null, ...outcome, tasks: Object.fromEntries(states) };
  },
  { oneByOne: true },
);
