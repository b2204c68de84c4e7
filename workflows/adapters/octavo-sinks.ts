import type { CreateTaskStateRequest } from '@octavo/activities';
import type { TaskStatus } from '@octavo/orchestrators';
import { proxySinks, type Sinks, workflowInfo } from '@temporalio/workflow';

/**
 * Functions of Octavo's workers that runs call. They run after an activation, before its commands are sent to the server.
 * They add no events to the history and are not called on replay.
 */
export interface OctavoSinks extends Sinks {
  readonly octavo: {
    /** Writes the last states of the run, or arranges that they are written later. */
    keepLastStates(request: CreateTaskStateRequest): void;
    /** Waits briefly so that more of the pending actions can end. */
    gather(actions: { readonly pending: number; readonly answered: number }): void;
    /** Counts ended visits and runs in the worker's metrics. */
    countEnds(ends: CountedEnds): void;
  };
}

/** What ended in one activation of a run. Plans may have any number of ids, types and codes: the worker limits them. */
export interface CountedEnds {
  /** Id of the definition; empty if the run found none. */
  readonly definition: string;
  readonly visits: readonly CountedVisits[];
  /** Absent while the run is open. */
  readonly run?: { readonly status: TaskStatus; readonly code: string };
}

/** The number of visits that ended with the same values. */
export interface CountedVisits {
  readonly type: string;
  readonly engine: 'new' | 'legacy';
  readonly status: TaskStatus;
  /** True if `onError` handled the failure. */
  readonly handled: boolean;
  /** Empty if there was no error. */
  readonly code: string;
  readonly count: number;
}

/** Prefix of the build ids of workers that have `OctavoSinks`. */
export const OCTAVO_BUILD = 'octavo@';

/** Safe for commands: the server records the build id with each workflow task, so a replay gets the same answer. */
export function hasOctavoSinks(): boolean {
  return workflowInfo().currentDeploymentVersion?.buildId.startsWith(OCTAVO_BUILD) === true;
}

export function octavoSinks(): OctavoSinks['octavo'] {
  return proxySinks<OctavoSinks>().octavo;
}

let isInTeamWorker = false;

/** Called once for each sandbox whose bundle OctavoPlugin made. Such a worker has the plugin, and with it the sinks. */
export function setBesideOthers(): void {
  isInTeamWorker = true;
}

/** True if the worker counts ends. For a team's worker this is not in the history, so no command may depend on it. */
export function countsEnds(): boolean {
  return isInTeamWorker || hasOctavoSinks();
}
