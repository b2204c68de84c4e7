import type { WrittenBasicTask } from './fields';
import { checkLiteralInput } from './literal-input';
import type { ActionDeclaration } from '../contracts/action-definition';
import type { ProblemReport, Surroundings } from '../contracts/task-type-definition';
import { entriesOf, hasField } from '../definitions/written-task';
import { holdsExpression } from '../expressions';
import type { Json } from '../model/json';

const WHERE_ACTIONS_ARE =
  'your own actions must be in `actions`, of octavo.config.yaml or of the options of the client, worker or plugin';

/** The rules of a basic task that its schema cannot express. */
export function checkBasicTask(task: WrittenBasicTask, report: ProblemReport, surroundings: Surroundings): void {
  if (typeof task.action !== 'string') return;
  const action = surroundings.actions.find(task.action);
  if (action === undefined) {
    const unknown = { name: task.action, among: surroundings.actions.names, toAdd: WHERE_ACTIONS_ARE };
    report({ at: ['action'], code: 'UNKNOWN_ACTION', message: `no action "${task.action}" is known`, unknown });
    return;
  }
  checkLiteralInput(task.with ?? {}, action, report);
  checkPlace(task, action, report);
  checkBuiltIn(task, action, report, surroundings);
}

function checkPlace(task: WrittenBasicTask, action: ActionDeclaration, report: ProblemReport): void {
  const refuse = (field: string, message: string) => report({ at: [field], code: 'FIELD_CONFLICT', message });
  if (!isOnTaskQueue(action) && hasField(task, 'taskQueue'))
    refuse('taskQueue', `"${action.name}" runs in the workflow; \`taskQueue\` goes with actions that others run`);
  if (!isActivity(action) && hasField(task, 'heartbeatTimeout'))
    refuse('heartbeatTimeout', `"${action.name}" is no activity; only these have a heartbeat`);
  if (action.kind !== 'activity' && (task.execution === 'local' || task.execution === 'remote')) {
    refuse('execution', `"${action.name}" has one way to run; \`execution\` goes with actions of Octavo activities`);
  }
  if (task.execution !== 'local' || action.kind !== 'activity') return;
  for (const field of ['taskQueue', 'heartbeatTimeout'].filter((name) => hasField(task, name))) {
    refuse(field, `\`${field}\` cannot stand with \`execution: local\``);
  }
}

/** Rules of single built-in actions that their input schemas cannot express. Source: definition-language, "basic". */
export function checkBuiltIn(
  task: WrittenBasicTask,
  action: ActionDeclaration,
  report: ProblemReport,
  surroundings: Surroundings,
): void {
  if (assignsVars(action)) checkAssignment(task, report, surroundings);
  if (raisesError(action)) checkRaised(task, report, surroundings);
  if (runsDefinition(action)) checkRun(task, report, surroundings);
}

function checkAssignment(task: WrittenBasicTask, report: ProblemReport, { vars, areVarsFrozen }: Surroundings): void {
  if (areVarsFrozen) {
    const message = '`set` cannot change variables inside a parallel or batch collection';
    const hint = 'use `mode: sequential`, or aggregate the results';
    report({ at: ['action'], code: 'SET_NOT_ALLOWED', message, hint });
  }
  const input = literalInput(task);
  if (input === undefined) return;
  const assigned = entriesOf(input).map(([name]) => name);
  if (assigned.length === 0)
    report({
      at: ['with'],
      code: 'REQUIRED',
      message: '`set` assigns nothing',
      expected: 'variables and their values',
    });
  for (const name of assigned.filter((variable) => !vars.includes(variable))) {
    const message = `no variable "${name}" is declared in \`vars\``;
    report({ at: ['with', name], code: 'UNKNOWN_VARIABLE', message, unknown: { name, among: vars } });
  }
}

/** Without a code, `fail` rethrows the handled error unchanged. */
function checkRaised(task: WrittenBasicTask, report: ProblemReport, { isInHandler }: Surroundings): void {
  const input = literalInput(task);
  if (input === undefined || hasField(input, 'code')) return;
  if (!isInHandler) {
    const message = '`fail` needs a `code`: only in a handler there is an error that it can raise again';
    report({ at: ['with', 'code'], code: 'REQUIRED', message, expected: 'a code in UPPER_SNAKE_CASE' });
    return;
  }
  for (const field of ['message', 'details', 'retryable'].filter((name) => hasField(input, name))) {
    const message = `\`${field}\` goes with \`code\`: without one, the handled error is raised again as it is`;
    report({ at: ['with', field], code: 'FIELD_CONFLICT', message });
  }
}

function checkRun(task: WrittenBasicTask, report: ProblemReport, { definitions }: Surroundings): void {
  const { definition: id, wait, onCancel } = (literalInput(task) ?? {}) as Readonly<Record<string, Json | undefined>>;
  if (wait === false && onCancel === 'cancel') {
    const message = 'nobody is there to cancel a run that is not waited for';
    report({ at: ['with', 'onCancel'], code: 'FIELD_CONFLICT', message, hint: 'leave it out, or say `abandon`' });
  }
  if (hasField(task.retry, 'attemptTimeout')) {
    const message = '`attemptTimeout` goes with actions that run in an activity';
    report({ at: ['retry', 'attemptTimeout'], code: 'FIELD_CONFLICT', message, hint: 'give the task a `timeout`' });
  }
  // Workers of another task queue may know other definitions.
  if (definitions === undefined || hasField(task, 'taskQueue')) return;
  if (typeof id !== 'string' || holdsExpression(id) || definitions.includes(id)) return;
  const unknown = { name: id, among: definitions };
  report({
    at: ['with', 'definition'],
    code: 'UNKNOWN_DEFINITION',
    message: `no definition "${id}" is known`,
    unknown,
  });
}

/** `with` before evaluation, if it is a map; undefined if it is known at run time only, or invalid. */
function literalInput({ with: input = {} }: WrittenBasicTask): Readonly<Record<string, Json>> | undefined {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
    ? (input as Readonly<Record<string, Json>>)
    : undefined;
}

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
