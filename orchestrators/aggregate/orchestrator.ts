import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import type { Json } from '../model/json';
import { TaskFailure } from '../model/task-error';
import { compileSchema } from '../schema';
import { takeItems } from './aggregate-items';
import type { AggregateTask } from './definition';
import { operations } from './operations';

type AggregateContext = Pick<OrchestratorContext, 'evaluator' | 'scope'>;

/** Makes one result of many; pure. */
export class AggregateOrchestrator implements TaskOrchestrator<AggregateTask> {
  readonly type = 'aggregate';

  execute(task: AggregateTask, context: AggregateContext): Promise<WorkResult> {
    const output = aggregate(task, context);
    checkOutput(task, output);
    return Promise.resolve({ outcome: { status: 'SUCCESS', output } });
  }
}

function aggregate(task: AggregateTask, context: AggregateContext): Json {
  const from = lazily(() => fromOf(task, context));
  return Object.fromEntries(
    Object.entries(task.operations).map(([field, operation]) => [
      field,
      typeof operation === 'string'
        ? context.evaluator.value(operation, context.scope)
        : operations[operation.op](takeItems(operation, from, context)),
    ]),
  );
}

function fromOf({ from }: AggregateTask, { evaluator, scope }: AggregateContext): Json {
  return from === undefined ? Object.values(scope.outputs()) : evaluator.value(from, scope);
}

function checkOutput({ schema }: AggregateTask, output: Json): void {
  if (schema === undefined) return;
  const violations = compileSchema(schema).validate(output);
  if (violations.length === 0) return;
  const problems = violations.map(({ path, message }) => `${path || 'output'}: ${message}`).join('; ');
  throw new TaskFailure('OUTPUT_INVALID', problems, { details: violations.map((violation) => ({ ...violation })) });
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
