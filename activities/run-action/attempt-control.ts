import { ActionError } from '../define-action';

/** The events that end an attempt before its action ends. */
export interface AttemptLimits {
  readonly timeoutMs: number;
  /** Aborts when Temporal cancels the activity or the worker shuts down. */
  readonly cancellation: AbortSignal;
}

/** Maximum of setTimeout. */
const LONGEST_TIMER_MS = 2_147_483_647;

/**
 * Runs `work` with a signal that aborts on cancellation and after the timeout. It then rejects at once, even if the work
 * ignores the signal: with ATTEMPT_TIMED_OUT after the timeout, with Temporal's reason on cancellation.
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
    // The work may reject first because of the signal, with its own error.
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    limits.cancellation.removeEventListener('abort', cancel);
  }
}

/** Async, so that synchronous errors of `work` become rejections. Does not start `work` if the signal is aborted. */
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
