import { type ConnectionOptions, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client';
import { readFailure } from './calling-server';

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number];
type Call = ReturnType<Interceptor>;
type Status = Parameters<typeof retry.retryableDecider>[1];

const retry = defaultGrpcRetryOptions();

/**
 * Calls are repeated as the SDK does it where time may help, until `close`. The SDK repeats them after that too: its timer
 * then throws, where nobody can catch it, and ends the process.
 */
export class RetriesUntilClosed {
  readonly interceptors: Interceptor[];
  /** No call is repeated later than this; milliseconds since 1970. Default: it has no end. */
  untilMs = Number.POSITIVE_INFINITY;
  #isClosed = false;
  #lastFailure: Status | undefined;

  constructor() {
    this.interceptors = [
      makeGrpcRetryInterceptor({ ...retry, retryableDecider: (...failed) => this.#isRetryable(...failed) }),
      // The SDK's retries use no more of a call than these three methods.
      (options, nextCall) => (this.#endedCall() ?? nextCall(options)) as Call,
    ];
  }

  /** From now on a call that would be repeated ends with its error. */
  close(): void {
    this.#isClosed = true;
  }

  #isRetryable(attempt: number, failure: Status): boolean {
    if (this.#isClosed || !retry.retryableDecider(attempt, failure) || !isTransient(failure)) return false;
    if (Date.now() + retry.delayFunction(attempt, failure) >= this.untilMs) return false;
    this.#lastFailure = failure;
    return true;
  }

  /** What stands in for the next attempt after `close`: on a closed channel it would throw. */
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

/** The SDK repeats what a server will never take, such as a message that is too large, for forty seconds. */
function isTransient(failure: Status): boolean {
  return readFailure(failure, { namespace: '' })?.isTransient === true;
}
