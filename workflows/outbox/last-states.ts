import type { StateBatch } from '@octavo/state';
import { proxySinks, type Sinks, workflowInfo } from '@temporalio/workflow';

/** What a worker offers to runs that end on it; the SDK has it done before it tells the server of the end. */
export interface OctavoSinks extends Sinks {
  readonly octavo: {
    /** Writes the batch, or sees to it that it is written later. Not called on replay. */
    keep(batch: StateBatch): void;
  };
}

/** How the build id of a worker begins that has `OctavoSinks`. */
export const OCTAVO_BUILD = 'octavo';

/**
 * True where the worker that does this workflow task takes the last states itself. Temporal records the build id with
 * each task, so a replay decides as the worker did; histories of workers without it have a local activity there.
 */
export function takesLastStates(): boolean {
  return workflowInfo().currentDeploymentVersion?.deploymentName === OCTAVO_BUILD;
}

/** Hands `batch` to the worker. No event, no further activation. */
export function keepLastStates(batch: StateBatch): void {
  proxySinks<OctavoSinks>().octavo.keep(batch);
}
