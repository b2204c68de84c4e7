import { hasOctavoSinks, octavoSinks } from '../adapters/octavo-sinks';
import { atEndOfActivations } from './activation';

/** A run with fewer actions under way hears of each as soon as it ends. */
const MANY = 8;

/**
 * Lets many actions that run at the same time end in groups. Without it the server makes a workflow task for the first
 * that ends, and others for the few that ended meanwhile; most of them change nothing but the count. A workflow task
 * that decided nothing, while many are under way, is told to the server a little later, and the next brings more.
 */
export function gatherResults(actions: { readonly pending: number; readonly answered: number }): void {
  atEndOfActivations((commands) => {
    const { pending, answered } = actions;
    if (commands === 0 && pending >= MANY && hasOctavoSinks()) octavoSinks().gather({ pending, answered });
  });
}
