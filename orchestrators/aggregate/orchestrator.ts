import type { Eventually } from '../contracts/eventually';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import type { Json } from '../model/json';
import { TaskFailure } from '../model/task-error';
import { compileSchema } from '../schema';
import { type Flow, runFlow } from '../engine/flow';
import { takeItems } from './aggregate-items';
import type { AggregateTask } from './definition';
import { operations } from './operations';

type AggregateContext = Pick<OrchestratorContext, 'evaluator' | 'scope' | 'pace'>;

/** Combines many results into one; pure. */
export class AggregateOrchestrator implements TaskOrchestrator<AggregateTask> {
  readonly type = 'aggregate';

  execute(task: AggregateTask, context: AggregateContext): Eventually<WorkResult> {
    return runFlow(runAggregate(task, context));
  }
}

function* runAggregate(task: AggregateTask, context: AggregateContext): Flow<WorkResult> {
  const output = yield* aggregate(task, context);
  checkOutput(task, output);
  return { outcome: { status: 'SUCCESS', output } };
}

function* aggregate(task: AggregateTask, context: AggregateContext): Flow<Json> {
  const from = lazily(() => fromOf(task, context));
  const output: [field: string, value: Json][] = [];
  for (const [field, operation] of Object.entries(task.operations))
    output.push([field, yield* operate(operation, from, context)]);
  return Object.fromEntries(output);
}

function* operate(
  operation: AggregateTask['operations'][string],
  from: () => Json,
  context: AggregateContext,
): Flow<Json> {
  if (typeof operation === 'string') return context.evaluator.value(operation, context.scope);
  return operations[operation.op](yield* takeItems(operation, from, context));
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
