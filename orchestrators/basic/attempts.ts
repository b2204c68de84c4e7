import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { RetryPolicy } from '../model/plan';
import { TaskFailure } from '../model/task-error';
import { decideRetry } from '../shared/retry-decision';

/** What the attempts before this one were. */
export interface AttemptStart {
  readonly previousAttempts: number;
  /** When the first was asked for; milliseconds since the epoch. */
  readonly requestedAtMs: number;
}

type AttemptContext = Pick<OrchestratorContext, 'timers' | 'cancellation' | 'state'>;

/** Recorded before the pause after an attempt: where another execution goes on. */
interface Pause extends AttemptStart {
  readonly dueAtMs: number;
}

/**
 * Makes attempts until one succeeds or the policy says no. Failures that the runtime has retried itself come here as
 * not retryable; what comes here to be retried is what only the workflow can: time-outs of a lost worker, commands.
 */
export async function makeAttempts<T>(
  policy: RetryPolicy,
  context: AttemptContext,
  attempt: (start: AttemptStart) => Promise<T>,
): Promise<T> {
  let start = await resume(context);
  for (;;) {
    try {
      return await attempt(start);
    } catch (thrown) {
      if (!(thrown instanceof TaskFailure)) throw thrown;
      start = await pauseAfter(thrown, start, policy, context);
    }
  }
}

async function resume({ state, timers, cancellation }: AttemptContext): Promise<AttemptStart> {
  const pause = state.state?.progress as Pause | null | undefined;
  if (pause === null || pause === undefined) return { previousAttempts: 0, requestedAtMs: timers.now() };
  await timers.sleep(Math.max(0, pause.dueAtMs - timers.now()), cancellation);
  return pause;
}

/** Waits for the time of the next attempt; throws the failure where there is none. */
async function pauseAfter(
  failure: TaskFailure,
  { previousAttempts, requestedAtMs }: AttemptStart,
  policy: RetryPolicy,
  { timers, cancellation, state }: AttemptContext,
): Promise<AttemptStart> {
  const made = Math.max(previousAttempts + 1, failure.attempt);
  const retry = decideRetry(policy, failure, { attempt: made, elapsedMs: timers.now() - requestedAtMs, random: timers.random() });
  if (retry === undefined) throw new TaskFailure(failure.code, failure.message, { details: failure.details, task: failure.task, attempt: made });
  const dueAtMs = timers.now() + retry.delayMs;
  state.running({ previousAttempts: made, requestedAtMs, dueAtMs });
  await timers.sleep(retry.delayMs, cancellation);
  return { previousAttempts: made, requestedAtMs };
}
