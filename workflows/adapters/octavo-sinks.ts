import type { CreateTaskStateRequest } from '@octavo/activities';
import type { TaskStatus } from '@octavo/orchestrators';
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
    /** Counts what has ended in the worker's metrics. */
    countEnds(ends: CountedEnds): void;
  };
}

/** What ended in one activation of a run. Ids, types and codes are whatever a plan says: the worker bounds them. */
export interface CountedEnds {
  /** Id of the definition; empty where the run found none. */
  readonly definition: string;
  readonly visits: readonly CountedVisits[];
  /** Absent while the run goes on. */
  readonly run?: { readonly status: TaskStatus; readonly code: string };
}

/** So many visits ended alike. */
export interface CountedVisits {
  readonly type: string;
  readonly engine: 'new' | 'legacy';
  readonly status: TaskStatus;
  /** `onError` took the failure. */
  readonly handled: boolean;
  /** Empty where there was no error. */
  readonly code: string;
  readonly count: number;
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

let isBesideOthers = false;

/** Called once for each sandbox whose bundle OctavoPlugin made: the worker has the plugin, and with it the sinks. */
export function setBesideOthers(): void {
  isBesideOthers = true;
}

/** Whether the worker counts ends. In a team's worker no history tells it, so no command may depend on it. */
export function countsEnds(): boolean {
  return isBesideOthers || hasOctavoSinks();
}
