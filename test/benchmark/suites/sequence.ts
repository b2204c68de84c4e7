import { chainOf } from './chain-of';
import type { Suite } from './suite';
import { runTemporalCases } from './temporal-case';

/** Ten actions, each with the output of the previous one. */
export const sequence: Suite = {
  name: 'sequence',
  title: 'ten sequential actions against ten hand-written activities',
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
