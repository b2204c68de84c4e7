import { hasOctavoSinks, octavoSinks } from '../adapters/octavo-sinks';
import { atEndOfActivations } from './activation';

/** With fewer pending actions, results are not delayed. */
const MANY = 8;

/**
 * Groups the results of many actions that run at the same time. Without this, the server creates a workflow task for the
 * first result, and more for the few that arrive meanwhile; most of them lead to no command. While many actions are
 * pending, the worker therefore completes a workflow task without commands a little later, so that the next one has more
 * results.
 */
export function gatherResults(actions: { readonly pending: number; readonly answered: number }): void {
  atEndOfActivations((commands) => {
    const { pending, answered } = actions;
    if (commands === 0 && pending >= MANY && hasOctavoSinks()) octavoSinks().gather({ pending, answered });
  });
}
