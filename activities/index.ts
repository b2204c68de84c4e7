export { builtInActions, type BuiltInOptions } from './actions/built-in-actions';
export { json } from './json-value';
export {
  ActionError,
  type ActionErrorOptions,
  type ActionOptions,
  defineAction,
  isActivityAction,
} from './define-action';
export type { CarriesAlong } from './carries-along';
export { ActionRegistry } from './action-registry';
export { type ActivitiesOptions, createActivities, type OctavoActivities } from './create-activities';
export type { DefinitionReference, LoadPlanReply, LoadPlanRequest } from './plans/load-plan';
export {
  type DefinitionSource,
  type InputResult,
  noDefinitions,
  type PlannerPort,
  type PlanProblem,
  type PlanResult,
} from './plans/planner-port';
export { type AttemptEnd, type AttemptListener, WORKER_SHUTDOWN } from './run-action/action-failure';
export type { ActionFailureDetails, RunActionReply, RunActionRequest } from './run-action/run-action-request';
export type { LOCAL_OUTPUT_TOO_LARGE } from './run-action/checked-values';
export { toLoggable, toLogText } from './run-action/loggable';
export { messageOf, nameOf, propertyOf } from './thrown';
export { MASK, SecretMasker, type SecretSource } from './secrets/secret-masker';
export { callingTemporal, type FindWaitingRequest, type StartAndSignalRequest } from './signals/reach-runs';
export type { CreateTaskStateReply, CreateTaskStateRequest } from './state/create-task-state';
/** The version of zod that the built-in actions use, for code without its own. */
export { z } from 'zod';
