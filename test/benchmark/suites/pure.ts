import { chainOf } from './chain-of';
import type { Suite } from './suite';
import { runTemporalCases } from './temporal-case';

/** Ten tasks that need no activity. */
export const pure: Suite = {
  name: 'pure',
  title: 'ten pure tasks against an empty workflow written by hand',
  run: (bench) => {
    const tasks = chainOf({ action: 'transform' });
    return runTemporalCases(bench, [{ suite: 'pure', case: 'ten pure tasks', inFlight: 20, tasks, hand: 'empty' }]);
  },
};
