import type { ActionDeclaration } from '../contracts/action-definition';
import type { ProblemReport, Surroundings } from '../contracts/task-type-definition';
import { entriesOf, hasField } from '../definitions/written-task';
import { holdsExpression } from '../expressions';
import { assignsVars, canBeSteered, runsDefinition } from './built-in-actions';
import type { WrittenBasicTask } from './basic-fields';
import { checkLiteralInput } from './literal-input';

/** The rules of a basic task that its schema cannot say. */
export function checkBasicTask(task: WrittenBasicTask, report: ProblemReport, surroundings: Surroundings): void {
  if (typeof task.action !== 'string') return;
  const action = surroundings.actions.find(task.action);
  if (action === undefined) {
    const unknown = { name: task.action, among: surroundings.actions.names };
    report({ at: ['action'], code: 'UNKNOWN_ACTION', message: `no action "${task.action}" is known`, unknown });
    return;
  }
  checkLiteralInput(task.with ?? {}, action, report);
  checkPlace(task, action, report);
  if (assignsVars(action)) checkAssignment(task, report, surroundings);
  if (runsDefinition(action)) checkDefinition(task, report, surroundings);
}

function checkPlace(task: WrittenBasicTask, action: ActionDeclaration, report: ProblemReport): void {
  const refuse = (field: string, message: string) => report({ at: [field], code: 'FIELD_CONFLICT', message });
  if (!canBeSteered(action)) {
    for (const field of ['taskQueue', 'heartbeatTimeout'].filter((name) => hasField(task, name))) {
      refuse(field, `\`${field}\` goes with actions that run in an activity; "${action.name}" runs in the workflow`);
    }
  }
  if (action.kind !== 'activity' && (task.execution === 'local' || task.execution === 'remote')) {
    refuse('execution', `"${action.name}" has one way to run; \`execution\` goes with actions of Octavo activities`);
  }
  if (task.execution !== 'local' || action.kind !== 'activity') return;
  for (const field of ['taskQueue', 'heartbeatTimeout'].filter((name) => hasField(task, name))) {
    refuse(field, `\`${field}\` cannot stand with \`execution: local\``);
  }
}

function checkAssignment(task: WrittenBasicTask, report: ProblemReport, { vars, areVarsFrozen }: Surroundings): void {
  if (areVarsFrozen) {
    const message = '`set` cannot change variables inside a parallel or batch collection';
    report({
      at: ['action'],
      code: 'SET_NOT_ALLOWED',
      message,
      hint: 'use `mode: sequential`, or aggregate the results',
    });
  }
  const assigned = typeof task.with === 'object' ? entriesOf(task.with as Readonly<Record<string, unknown>>) : [];
  for (const [name] of assigned.filter(([variable]) => !vars.includes(variable))) {
    const message = `no variable "${name}" is declared in \`vars\``;
    report({ at: ['with', name], code: 'UNKNOWN_VARIABLE', message, unknown: { name, among: vars } });
  }
}

function checkDefinition(task: WrittenBasicTask, report: ProblemReport, { definitions }: Surroundings): void {
  const id: unknown = hasField(task.with, 'definition')
    ? (task.with as { definition?: unknown }).definition
    : undefined;
  if (definitions === undefined || typeof id !== 'string' || holdsExpression(id) || definitions.includes(id)) return;
  report({
    at: ['with', 'definition'],
    code: 'UNKNOWN_DEFINITION',
    message: `no definition "${id}" is known`,
    unknown: { name: id, among: definitions },
  });
}
