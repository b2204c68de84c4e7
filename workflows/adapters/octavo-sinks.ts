import type { CreateTaskStateRequest } from '@octavo/activities';
import { proxySinks, type Sinks, workflowInfo } from '@temporalio/workflow';

/**
 * What Octavo's workers do for their runs, after an activation and before the server hears what it decided. Costs no event;
 * not called on replay.
 */
export interface OctavoSinks extends Sinks {
  readonly octavo: {
    /** Writes the last states of the run, or sees to it that they are written later. */
    keepLastStates(request: CreateTaskStateRequest): void;
    /** Waits a moment for more of the actions to end. */
    gather(actions: { readonly pending: number; readonly answered: number }): void;
  };
}

/** How the build ids begin of workers that have `OctavoSinks`. */
export const OCTAVO_BUILD = 'octavo@';

/** The server records the build id with each workflow task, so a replay is told what the worker was told. */
export function hasOctavoSinks(): boolean {
  return workflowInfo().currentDeploymentVersion?.buildId.startsWith(OCTAVO_BUILD) === true;
}

export function octavoSinks(): OctavoSinks['octavo'] {
  return proxySinks<OctavoSinks>().octavo;
}
