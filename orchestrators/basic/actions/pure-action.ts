import type { RunLog } from '../../contracts/run-log';
import type { RunVariables } from '../../contracts/run-variables';
import type { Scope } from '../../contracts/scope';
import type { Json } from '../../model/json';

/** An action that the workflow runs itself, at no cost: it computes, it does nothing to the world. */
export interface PureAction {
  readonly name: string;
  /** True where running it again would not do: it is recorded as soon as it has run. Default false. */
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
