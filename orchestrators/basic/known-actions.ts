import type { ActionDeclaration } from '../contracts/action-definition';
import { hasField } from '../definitions/written-task';

// Rules of the language for single built-in actions. Source: definition-language, "basic".

/** Pure actions and `workflow.run` have one attempt unless the task sets another number. */
export function hasSingleAttempt(action: ActionDeclaration | undefined): boolean {
  return action?.kind === 'pure' || action?.name === 'workflow.run';
}

/** The input of `set` maps variables to their new values. */
export function assignsVars(action: ActionDeclaration | undefined): boolean {
  return action?.name === 'set';
}

/** `workflow.run` names another definition in its input. */
export function runsDefinition(action: ActionDeclaration | undefined): boolean {
  return action?.name === 'workflow.run';
}

/** `workflow.run` that does not wait gives the ids of the run. */
export function givesIds(action: ActionDeclaration | undefined, input: unknown): boolean {
  return runsDefinition(action) && hasField(input, 'wait') && (input as { readonly wait?: unknown }).wait === false;
}

/** `fail` takes a code, or, in a handler, the handled error. */
export function raisesError(action: ActionDeclaration): boolean {
  return action.name === 'fail';
}

/** Other workers run `temporal.activity`, so it has no local execution, but it has heartbeats. */
export function isActivity(action: ActionDeclaration): boolean {
  return action.kind === 'activity' || action.name === 'temporal.activity';
}

/** A worker takes it from a task queue: an activity, or the run of `workflow.run`. */
export function isOnTaskQueue(action: ActionDeclaration): boolean {
  return action.kind !== 'pure';
}
