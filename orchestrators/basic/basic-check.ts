import type { ActionDeclaration } from '../contracts/action-definition';
import type { ProblemReport, Surroundings } from '../contracts/task-type-definition';
import { hasField } from '../definitions/written-task';
import { isActivity, isOnTaskQueue } from './known-actions';
import type { WrittenBasicTask } from './basic-fields';
import { checkBuiltIn } from './built-in-check';
import { checkLiteralInput } from './literal-input';

/** The rules of a basic task that its schema cannot express. */
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
