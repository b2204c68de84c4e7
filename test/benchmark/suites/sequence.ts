import { chainOf } from './chain-of';
import type { Suite } from './suite';
import { runTemporalCases } from './temporal-case';

/** Ten actions, each given the output of the one before. */
export const sequence: Suite = {
  name: 'sequence',
  title: 'ten actions one after the other against ten activities written by hand',
  run: (bench) =>
    runTemporalCases(bench, [
      {
        ...{ suite: 'sequence', case: 'ten remote actions', inFlight: 20, hand: 'tenActivities' },
        tasks: chainOf({ action: 'bench.echo', execution: 'remote' }),
      },
      {
        ...{ suite: 'sequence', case: 'ten local actions', inFlight: 20, hand: 'tenLocalActivities' },
        tasks: chainOf({ action: 'bench.echo', execution: 'local' }),
      },
    ]),
};
