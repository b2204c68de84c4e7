import type { StateBatch } from '@octavo/state';
import { proxySinks, type Sinks, workflowInfo } from '@temporalio/workflow';

/** What Octavo's workers offer to their runs. The SDK has it done before the server hears what the activation decided. */
export interface OctavoSinks extends Sinks {
  readonly octavo: {
    /** Writes the batch, or sees to it that it is written later. Not called on replay. */
    keepLastStates(batch: StateBatch): void;
  };
}

/** How the build ids begin of workers that have `OctavoSinks`. */
export const OCTAVO_BUILD = 'octavo@';

/**
 * True where the worker itself takes the last states of a run. The server records the build id with each workflow task,
 * so a replay decides as the worker did that ended the run; other workers have a local activity there.
 */
export function takesLastStates(): boolean {
  return workflowInfo().currentBuildId?.startsWith(OCTAVO_BUILD) === true;
}

/** Gives `batch` to the worker: no event, no further activation. */
export function giveLastStates(batch: StateBatch): void {
  proxySinks<OctavoSinks>().octavo.keepLastStates(batch);
}
