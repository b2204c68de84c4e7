import type { RunLog } from '../../contracts/run-log';
import type { RunVariables } from '../../contracts/run-variables';
import type { Scope } from '../../contracts/scope';
import type { Json } from '../../model/json';

/**
 * An action that the workflow runs itself without a round trip: it computes and has no side effects outside the run.
 */
export interface PureAction {
  readonly name: string;
  /** True if it must not run twice: it is recorded as soon as it has run. Default false. */
  readonly changesRun?: boolean;
  /** Throws `TaskFailure`. */
  run(input: Json, run: PureActionContext): Json;
}

export interface PureActionContext {
  /** Of the task that runs the action. */
  readonly path: string;
  readonly vars: RunVariables;
  readonly log: RunLog;
  readonly scope: Scope;
}
