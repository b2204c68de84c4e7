import type { WaitingRun } from '@octavo/orchestrators';
import { BoundedWriter, type TaskStateStore } from '@octavo/state';
import type { Client } from '@temporalio/client';
import type { ActionRegistry } from './action-registry';
import { type LoadPlanReply, type LoadPlanRequest, loadPlan } from './plans/load-plan';
import { type DefinitionSource, noDefinitions, type PlannerPort } from './plans/planner-port';
import type { AttemptListener } from './run-action/action-failure';
import { runAction } from './run-action/run-action';
import type { RunActionReply, RunActionRequest } from './run-action/run-action-request';
import { noSecrets, type SecretSource } from './secrets/secret-masker';
import {
  callingTemporal,
  findWaiting,
  type FindWaitingRequest,
  startAndSignal,
  type StartAndSignalRequest,
} from './signals/reach-runs';
import { type CreateTaskStateReply, type CreateTaskStateRequest, createTaskState } from './state/create-task-state';

/** Octavo's activities. Workflow code imports only types like this from the activities. */
export interface OctavoActivities {
  runAction(request: RunActionRequest): Promise<RunActionReply>;
  createTaskState(request: CreateTaskStateRequest): Promise<CreateTaskStateReply>;
  loadPlan(request: LoadPlanRequest): Promise<LoadPlanReply>;
  findWaiting(request: FindWaitingRequest): Promise<readonly WaitingRun[]>;
  startAndSignal(
    request: StartAndSignalRequest,
  ): Promise<{ readonly workflowId: string; readonly runId: string } | null>;
}

export interface ActivitiesOptions {
  readonly store: Pick<TaskStateStore, 'write'>;
  readonly registry: ActionRegistry;
  readonly planner: PlannerPort;
  readonly client: Pick<Client, 'workflow'>;
  /** Default: none. */
  readonly definitions?: DefinitionSource;
  /** Default: none. */
  readonly secrets?: SecretSource;
  /** Default: a writer for `store`. */
  readonly writer?: BoundedWriter;
  /** True if the server has Octavo's search attributes; started runs then have them. Default: false. */
  readonly hasSearchAttributes?: () => Promise<boolean>;
  /** Called after each attempt of an action. Default: none. */
  readonly onAttemptEnd?: AttemptListener;
}

/** Creates the activities. A worker process needs them once. */
export function createActivities(options: ActivitiesOptions): OctavoActivities {
  const { store, registry, planner, client, onAttemptEnd } = options;
  const { definitions = noDefinitions, secrets = noSecrets, writer = new BoundedWriter(store) } = options;
  const { hasSearchAttributes = async () => false } = options;
  return {
    runAction: (request) => runAction({ registry, secrets, writer, onAttemptEnd }, request),
    createTaskState: (request) => createTaskState({ store, writer }, request),
    loadPlan: (request) => loadPlan({ planner, definitions }, request),
    findWaiting: (request) => callingTemporal(client, () => findWaiting(client, request)),
    startAndSignal: (request) =>
      callingTemporal(client, () => startAndSignal({ client, planner, definitions, hasSearchAttributes }, request)),
  };
}
