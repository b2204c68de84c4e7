import { type Dispatcher, errors, request } from 'undici';
import { ActionError } from '../../action-error';
import { codeOf, messageOf, propertyOf } from '../../thrown';
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
  const reason = reasonOf(error);
  return new ActionError('HTTP_UNREACHABLE', `${url.origin} gave no response: ${reason}`, { cause: error });
}

/** It may be the cause, or one of several where several addresses were tried. */
function findBlocked(error: unknown): EgressBlockedError | undefined {
  if (error instanceof EgressBlockedError) return error;
  const several: unknown = propertyOf(error, 'errors');
  const inside: readonly unknown[] = Array.isArray(several) ? several : [];
  const cause = propertyOf(error, 'cause');
  return [...inside, ...(cause === undefined ? [] : [cause])].map(findBlocked).find((found) => found !== undefined);
}

function reasonOf(error: unknown): string {
  const [message, code] = [messageOf(error), codeOf(error)];
  return code === undefined || message.includes(code) ? message : `${message} (${code})`;
}
