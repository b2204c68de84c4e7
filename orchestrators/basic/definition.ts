import type { ActionDeclaration } from '../contracts/action-definition';
import type { ExpressionField, FieldPath, Surroundings, TaskTypeDefinition } from '../contracts/task-type-definition';
import { eachOf } from '../definitions/written-task';
import { checkBasicTask } from './basic-check';
import { basicShape, type WrittenBasicTask } from './basic-fields';
import { givesIds, hasSingleAttempt } from './known-actions';
import { keysOfSchema } from './schema-keys';

export type { BasicFields, BasicTask } from './basic-fields';

/** Source: definition-language, "basic". */
export const basicDefinition: TaskTypeDefinition = {
  type: 'basic',
  description: 'Runs one action.',
  shape: basicShape,
  adjustable: ['retry', 'timeout'],
  children: () => [],
  expressions: (task: WrittenBasicTask, { actions }) => [
    { at: ['with'], kind: 'template', seesSecrets: maySeeSecrets(actions.find(task.action)) },
    { at: ['taskQueue'], kind: 'text' },
    { at: ['heartbeatTimeout'], kind: 'duration' },
    ...retryExpressions(['retry']),
    { at: ['retry', 'totalTimeout'], kind: 'duration' },
    { at: ['retry', 'attemptTimeout'], kind: 'duration' },
    ...eachOf(task.retry?.rules).flatMap(([, index]) => retryExpressions(['retry', 'rules', index])),
  ],
  traits: (task: WrittenBasicTask, surroundings) => ({ isWaiting: false, isRemote: isRemote(task, surroundings) }),
  outputKeys: (task: WrittenBasicTask, { actions }) => {
    const action = actions.find(task.action);
    return givesIds(action, task.with) ? { workflowId: {}, runId: {} } : keysOfSchema(action?.output, 'out');
  },
  check: checkBasicTask,
  complete: (task: WrittenBasicTask, surroundings) => {
    const { execution: _, ...rest } = task;
    const retry = hasSingleAttempt(surroundings.actions.find(task.action))
      ? { retry: { maxAttempts: 1, ...task.retry } }
      : {};
    return { ...rest, ...executionOf(task, surroundings), ...retry };
  },
};

// A missing or unknown action is reported separately; it may run in an activity.
function maySeeSecrets(action: ActionDeclaration | undefined): boolean {
  return action === undefined || action.kind === 'activity';
}

function retryExpressions(at: FieldPath): readonly ExpressionField[] {
  return [
    { at: [...at, 'maxAttempts'], kind: 'number' },
    { at: [...at, 'initialInterval'], kind: 'duration' },
    { at: [...at, 'maxInterval'], kind: 'duration' },
  ];
}

// An action that may be local counts as local; other conditions can still make it remote.
function isRemote(task: WrittenBasicTask, { actions }: Surroundings): boolean {
  const action = actions.find(task.action);
  if (action?.kind === 'pure' || task.execution === 'local') return false;
  return task.execution === 'remote' || action?.kind !== 'activity' || !isLight(task, action);
}

function isLight(task: WrittenBasicTask, action: ActionDeclaration): boolean {
  return action.isShort && action.isIdempotent && task.taskQueue === undefined && task.heartbeatTimeout === undefined;
}

function executionOf(task: WrittenBasicTask, surroundings: Surroundings): { execution?: 'remote' | 'local' } {
  if (surroundings.actions.find(task.action)?.kind !== 'activity') return {};
  if (task.execution === 'local' || task.execution === 'remote') return { execution: task.execution };
  return { execution: !isRemote(task, surroundings) && surroundings.mayHoldWorkflowTask ? 'local' : 'remote' };
}
