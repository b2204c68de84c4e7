import { type ConnectionOptions, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import { readFailure } from './calling-server';

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number];
type Call = ReturnType<Interceptor>;
type Status = Parameters<typeof retry.retryableDecider>[1];

const retry = defaultGrpcRetryOptions();

/**
 * Retries calls as the SDK does until `close`. The SDK continues to retry after that: its timer then throws an error
 * that no code can catch, and the process ends.
 */
export class RetriesUntilClosed {
  readonly interceptors: Interceptor[];
  /** No call is retried later than this; milliseconds since 1970. Default: no limit. */
  untilMs = Number.POSITIVE_INFINITY;
  #isClosed = false;
  #lastFailure: Status | undefined;

  constructor() {
    this.interceptors = [
      makeGrpcRetryInterceptor({ ...retry, retryableDecider: (...failed) => this.#isRetryable(...failed) }),
      // The SDK's retries use only these three methods of a call.
      (options, nextCall) => (this.#endedCall() ?? nextCall(options)) as Call,
    ];
  }

  /** From now on, a call that would be retried fails with its error. */
  close(): void {
    this.#isClosed = true;
  }

  #isRetryable(attempt: number, failure: Status): boolean {
    if (this.#isClosed || !retry.retryableDecider(attempt, failure) || !isTransient(failure)) return false;
    if (Date.now() + retry.delayFunction(attempt, failure) >= this.untilMs) return false;
    this.#lastFailure = failure;
    return true;
  }

  /** Replaces the next attempt after `close`, which would throw on a closed channel. */
  #endedCall(): Pick<Call, 'start' | 'sendMessage' | 'halfClose'> | undefined {
    const failure = this.#lastFailure;
    if (!this.#isClosed || failure === undefined) return undefined;
    return {
      start: (_, listener) => listener?.onReceiveStatus?.({ ...failure, details: 'the connection was closed' }),
      sendMessage: () => undefined,
      halfClose: () => undefined,
    };
  }
}

/**
 * Errors that the SDK retries for forty seconds although the server will never accept the call, such as a message that
 * is too large.
 */
function isTransient(failure: Status): boolean {
  return readFailure(failure, { namespace: '' })?.isTransient === true;
}
