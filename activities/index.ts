export { builtInActions, type BuiltInOptions } from './actions/built-in-actions';
export { json } from './json-value';
export { ActionError, type ActionErrorOptions } from './action-error';
export type { CarriesAlong } from './carries-along';
export { ActionRegistry } from './action-registry';
export { type ActivitiesOptions, createActivities, type OctavoActivities } from './create-activities';
export { type ActionOptions, defineAction, isActivityAction } from './define-action';
export type { DefinitionReference, LoadPlanReply, LoadPlanRequest } from './plans/load-plan';
export type { DefinitionSource, InputResult, PlannerPort, PlanProblem, PlanResult } from './plans/planner-port';
export { noDefinitions } from './plans/planner-port';
export type {
  ActionFailureDetails,
  RunActionReply,
  RunActionRequest,
  RidingBatch,
} from './run-action/run-action-request';
export type { LOCAL_OUTPUT_TOO_LARGE } from './run-action/payload-size';
export { WORKER_SHUTDOWN } from './run-action/shutdown-failure';
export { noSecrets, type SecretSource } from './secrets/secret-source';
export { MASK, SecretMasker } from './secrets/secret-masker';
export type { FindWaitingRequest } from './signals/find-waiting';
export type { StartAndSignalRequest } from './signals/start-and-signal';
export type { CreateTaskStateReply, CreateTaskStateRequest } from './state/create-task-state';
/** The zod that the built-in actions use, for those who have none of their own. */
export { z } from 'zod';
