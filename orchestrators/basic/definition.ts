import { z } from 'zod';
import type { ActionDeclaration } from '../contracts/action-definition';
import type {
  ExpressionField,
  FieldPath,
  SchemaParts,
  Surroundings,
  TaskTypeDefinition,
} from '../contracts/task-type-definition';
import { eachOf } from '../definitions/written-task';
import type { Json } from '../model/json';
import type { RetryPolicy, TaskNode } from '../model/plan';
import { checkBasicTask } from './basic-check';
import { hasSingleAttempt } from './built-in-actions';
import { keysOfSchema } from './output-keys';
import { retrySchema } from './retry-schema';

const DEFAULT_RETRY = { maxAttempts: 3, initialInterval: '1s', backoff: 2, maxInterval: '1m', jitter: 0 };

function shape(schemas: SchemaParts) {
  return {
    action: z.string().min(1).meta({ description: 'The name of the action to run.' }),
    with: schemas.template.meta({ description: "The action's input." }).default({}),
    execution: z
      .enum(['auto', 'remote', 'local'])
      .meta({ description: 'Default auto: local for short, idempotent actions where nothing has to wait for them.' })
      .exactOptional(),
    taskQueue: schemas.text.exactOptional(),
    heartbeatTimeout: schemas.duration.exactOptional(),
    retry: retrySchema(schemas).default(DEFAULT_RETRY),
  };
}

/** The own fields of a basic task, as they are written. */
export type BasicFields = z.input<z.ZodObject<ReturnType<typeof shape>>>;

type Fields = z.output<z.ZodObject<ReturnType<typeof shape>>>;

/** One action; as a plan has it: with its retry policy complete, and `execution` decided for actions of activities. */
export type BasicTask = TaskNode &
  Omit<Fields, 'execution' | 'retry' | 'with'> & {
    readonly with: Json;
    readonly execution?: 'remote' | 'local';
    readonly retry: RetryPolicy;
  };

/** A basic task as it was written. */
export type WrittenBasicTask = TaskNode & Partial<Fields>;

/** Source: definition-language, "basic". */
export const basicDefinition: TaskTypeDefinition = {
  type: 'basic',
  description: 'Runs one action.',
  shape,
  adjustable: ['retry', 'timeout'],
  children: () => [],
  expressions: (task: WrittenBasicTask, { actions }) => [
    { at: ['with'], kind: 'template', seesSecrets: actions.find(task.action)?.kind === 'activity' },
    { at: ['taskQueue'], kind: 'text' },
    { at: ['heartbeatTimeout'], kind: 'duration' },
    ...retryExpressions(['retry']),
    { at: ['retry', 'totalTimeout'], kind: 'duration' },
    { at: ['retry', 'attemptTimeout'], kind: 'duration' },
    ...eachOf(task.retry?.rules).flatMap(([, index]) => retryExpressions(['retry', 'rules', index])),
  ],
  traits: (task: WrittenBasicTask, surroundings) => ({ isWaiting: false, isRemote: isRemote(task, surroundings) }),
  outputKeys: (task: WrittenBasicTask, { actions }) => keysOfSchema(actions.find(task.action)?.output),
  check: checkBasicTask,
  complete: (task: WrittenBasicTask, surroundings) => {
    const { execution: _, ...rest } = task;
    const retry = hasSingleAttempt(surroundings.actions.find(task.action))
      ? { retry: { maxAttempts: 1, ...task.retry } }
      : {};
    return { ...rest, ...executionOf(task, surroundings), ...retry };
  },
};

function retryExpressions(at: FieldPath): readonly ExpressionField[] {
  return [
    { at: [...at, 'maxAttempts'], kind: 'number' },
    { at: [...at, 'initialInterval'], kind: 'duration' },
    { at: [...at, 'maxInterval'], kind: 'duration' },
  ];
}

// An action that may be local counts as local: where something else holds it back, that is what counts.
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
