import { ActionError } from '../define-action';

/** What ends an attempt before its action does. */
export interface AttemptLimits {
  readonly timeoutMs: number;
  /** Aborted by Temporal: the activity was cancelled, or the worker shuts down. */
  readonly cancellation: AbortSignal;
}

/** setTimeout takes no more. */
const LONGEST_TIMER_MS = 2_147_483_647;

/**
 * Runs `work` under a signal that aborts on cancellation and after the time; then it rejects at once, whether the work
 * agrees or not. The time's error is ATTEMPT_TIMED_OUT, the cancellation's is the reason that Temporal gave.
 */
export async function runAttempt<Result>(
  limits: AttemptLimits,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const cancel = (): void => controller.abort(limits.cancellation.reason);
  const timer = setTimeout(
    () => controller.abort(timedOut(limits.timeoutMs)),
    Math.min(limits.timeoutMs, LONGEST_TIMER_MS),
  );
  limits.cancellation.addEventListener('abort', cancel, { once: true });
  if (limits.cancellation.aborted) cancel();
  try {
    return await Promise.race([rejectOnAbort(controller.signal), startWork(controller.signal, work)]);
  } catch (error) {
    // The work may hear of the end first, and say so in its own words.
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    limits.cancellation.removeEventListener('abort', cancel);
  }
}

/** Does not begin what has no time left; an action that throws at once rejects like any other. */
async function startWork<Result>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  signal.throwIfAborted();
  return work(signal);
}

async function rejectOnAbort(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) {
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }
  throw signal.reason;
}

function timedOut(timeoutMs: number): ActionError {
  return new ActionError('ATTEMPT_TIMED_OUT', `The attempt did not end within ${timeoutMs} ms.`);
}
