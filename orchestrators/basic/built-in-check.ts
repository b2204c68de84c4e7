import type { ActionDeclaration } from '../contracts/action-definition';
import type { ProblemReport, Surroundings } from '../contracts/task-type-definition';
import { entriesOf, hasField } from '../definitions/written-task';
import { holdsExpression } from '../expressions';
import type { Json } from '../model/json';
import type { WrittenBasicTask } from './basic-fields';
import { assignsVars, raisesError, runsDefinition } from './known-actions';

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
