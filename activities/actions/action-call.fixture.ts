import type { ActionContext, ActivityAction } from '@octavo/orchestrators';

/** Runs an action as `runAction` does, with validation of input and output. */
export async function callAction<Output>(
  action: ActivityAction,
  input: unknown,
  signal?: AbortSignal,
): Promise<Output> {
  const parsed = action.input.parse(input);
  return action.output.parse(await action.run(parsed as never, contextWith(signal))) as Output;
}

function contextWith(signal: AbortSignal = new AbortController().signal): ActionContext {
  return {
    ...{
      workflowId: 'w',
      runId: 'r',
      path: 'call',
      attempt: 1,
      idempotencyKey: 'run-1/call#2',
      previousHeartbeat: null,
    },
    signal,
    heartbeat: () => undefined,
    log: () => undefined,
  };
}
