import type { FailureOutcome, JsonObject, Plan, RunInfo, TaskState } from '@octavo/orchestrators';
import { failureFromThrown, timedOutOutcome, formatDuration } from '@octavo/orchestrators/language';
import type { RunFacts } from '@octavo/state';
import type { BeginRunReply, BeginRunRequest, CompleteRunReply, CompleteRunRequest } from '../contracts/run-records';
import { chooseHandler, endHandling } from './error-handler';
import { evaluationOf, timeOf } from './evaluation';
import type { StateWriter } from './state-writer';

type Outcome = Extract<CompleteRunReply, { kind: 'ended' }>['outcome'];

/** `beginRun`: evaluates `vars` and `timeout` and writes the record of the run. */
export async function beginRun(states: StateWriter, { plan, context }: BeginRunRequest): Promise<BeginRunReply> {
  await states.write(context.run, runState(plan, context.run, { version: 1 }), factsOf(plan, context.run));
  const { evaluator, scope } = evaluationOf(context);
  try {
    const vars = evaluator.value(plan.vars ?? {}, scope) as JsonObject;
    const inner = scope.bind({ vars });
    const timeoutMs = plan.timeout === undefined ? null : evaluator.durationMs(plan.timeout, inner);
    return { kind: 'begun', vars, timeoutMs };
  } catch (thrown) {
    return { kind: 'refused', failure: failureFromThrown(thrown, '') };
  }
}

/** `completeRun`: makes the output or handles the error, and writes the end of the run. */
export async function completeRun(states: StateWriter, request: CompleteRunRequest): Promise<CompleteRunReply> {
  const { plan, context, version, result } = request;
  const ended = outcomeOf(request);
  if (ended.status !== 'SUCCESS' && ended.status !== 'CANCELED' && result.kind !== 'handled') {
    const raised = { failure: ended, handlers: plan.onError ?? [], path: '', failed: null };
    const handling = chooseHandler(raised, evaluationOf(context));
    if ('handler' in handling) return { kind: 'handling', failure: ended, handler: handling.handler };
    return await end(handling.outcome);
  }
  return await end(ended);

  async function end(outcome: Outcome): Promise<CompleteRunReply> {
    const final: Outcome = isHandled(outcome) ? { status: 'SUCCESS', output: outcome.output } : outcome;
    const { status, output } = final;
    const state = runState(plan, context.run, {
      version,
      status,
      output,
      error: errorOf(final),
      endedAt: timeOf(context),
    });
    await states.write(context.run, state, factsOf(plan, context.run));
    return { kind: 'ended', outcome: final };
  }
}

function outcomeOf({ plan, context, result }: CompleteRunRequest): Outcome {
  switch (result.kind) {
    case 'failed':
      return result.failure;
    case 'timedOut':
      return timedOutOutcome('', formatDuration(result.timeoutMs));
    case 'handled':
      return endHandling(result.failure, plan.onError?.[result.handler], result.outcome);
    case 'done':
      return outputOf(plan, context, result.result as Outcome['output']);
  }
}

function outputOf(
  { output }: CompleteRunRequest['plan'],
  context: CompleteRunRequest['context'],
  raw: Outcome['output'],
): Outcome {
  const { evaluator, scope } = evaluationOf(context);
  try {
    return { status: 'SUCCESS', output: output === undefined ? raw : evaluator.value(output, scope) };
  } catch (thrown) {
    return failureFromThrown(thrown, '');
  }
}

function errorOf(outcome: Outcome): TaskState['error'] {
  return outcome.status === 'SUCCESS' ? null : outcome.error;
}

function isHandled(outcome: Outcome): outcome is FailureOutcome {
  return outcome.status !== 'SUCCESS' && outcome.handled;
}

function runState({ id }: Pick<Plan, 'id'>, { startedAt }: RunInfo, change: Partial<TaskState>): TaskState {
  return {
    ...{ path: '', id, type: 'run', status: 'RUNNING', version: 1, visit: 1, attempt: 1 },
    ...{ output: null, error: null, handled: false, startedAt, endedAt: null },
    ...change,
  };
}

function factsOf({ id, version, title }: Pick<Plan, 'id' | 'version' | 'title'>, { startedAt }: RunInfo): RunFacts {
  return { definition: id, version, startedAt, ...(title === undefined ? {} : { title }) };
}
