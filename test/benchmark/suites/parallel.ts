import type { Suite } from './suite';
import { runTemporalCases } from './temporal-case';

/** A hundred parallel actions. */
export const parallel: Suite = {
  name: 'parallel',
  title: '100 children of a parallel against Promise.all over 100 activities written by hand',
  run: (bench) => {
    const tasks = [{ id: 'all', type: 'parallel', tasks: Array.from({ length: 100 }, (_, index) => childAt(index)) }];
    return runTemporalCases(bench, [
      { suite: 'parallel', case: '100 children', inFlight: 4, tasks, hand: 'hundredActivities' },
    ]);
  },
};

function childAt(index: number): object {
  const input = { value: `\${input.value + ${index}}` };
  return { id: `child${index}`, type: 'basic', action: 'bench.echo', execution: 'remote', with: input };
}
