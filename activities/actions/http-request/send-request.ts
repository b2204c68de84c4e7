import { type Dispatcher, errors, request } from 'undici';
import { ActionError } from '../../action-error';
import type { EgressGuard } from './egress-guard';
import { EgressBlockedError } from './egress-blocked-error';
import type { PreparedRequest } from './prepare-request';
import { redirectOf } from './redirect';

export interface HttpTransport {
  readonly dispatcher: Dispatcher;
  readonly guard: EgressGuard;
}

const MOST_REDIRECTS = 10;

/**
 * Sends a request and follows redirects, each checked as the first. A status in `wanted` is not followed.
 *
 * @throws ActionError HTTP_BLOCKED, HTTP_UNREACHABLE, or HTTP_RESPONSE_INVALID after more than 10 redirects
 */
export async function sendRequest(
  transport: HttpTransport,
  first: PreparedRequest,
  options: { readonly wanted: readonly number[]; readonly signal: AbortSignal },
): Promise<Dispatcher.ResponseData> {
  let current = first;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const response = await sendOnce(transport, current, options.signal);
    const next = options.wanted.includes(response.statusCode) ? undefined : redirectOf(current, response);
    if (next === undefined) return response;
    await response.body.dump();
    current = next;
  }
  const message = `${first.url.origin} redirected more than ${MOST_REDIRECTS} times.`;
  throw new ActionError('HTTP_RESPONSE_INVALID', message, { retryable: false });
}

async function sendOnce(
  { dispatcher, guard }: HttpTransport,
  { method, url, headers, body }: PreparedRequest,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  guard.checkHost(url.hostname);
  try {
    return await request(url, { dispatcher, method, headers, body, signal });
  } catch (error) {
    throw toTransportError(error, url, signal);
  }
}

/** Tells why there is no response, or no whole one. */
export function toTransportError(error: unknown, url: URL, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  const blocked = findBlocked(error);
  if (blocked !== undefined) return blocked;
  if (error instanceof errors.InvalidArgumentError) {
    return new ActionError('INPUT_INVALID', `http.request: ${error.message}`, { retryable: false, cause: error });
  }
  const reason = error instanceof Error ? reasonOf(error) : String(error);
  return new ActionError('HTTP_UNREACHABLE', `${url.origin} gave no response: ${reason}`, { cause: error });
}

/** Several addresses that were tried come as one AggregateError. */
function findBlocked(error: unknown): EgressBlockedError | undefined {
  if (error instanceof EgressBlockedError) return error;
  if (error instanceof AggregateError) return error.errors.map(findBlocked).find((found) => found !== undefined);
  return error instanceof Error && error.cause !== undefined ? findBlocked(error.cause) : undefined;
}

function reasonOf(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return error.message === '' ? code : `${error.message} (${code})`;
}
