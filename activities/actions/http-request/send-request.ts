import { EgressBlockedError, type EgressGuard } from './egress-guard';
import type { PreparedRequest } from './prepare-request';
import { ActionError } from '../../define-action';
import { codeOf, messageOf, propertyOf } from '../../thrown';
import { type Dispatcher, errors, request } from 'undici';

export interface HttpTransport {
  readonly dispatcher: Dispatcher;
  readonly guard: EgressGuard;
}

const MOST_REDIRECTS = 10;

/**
 * Sends a request and follows redirects, with the same checks for each. A redirect whose status is in `wanted` is returned.
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

/** Converts an error of the transport to the error for a missing or incomplete response. */
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

/** The error may be a cause, or one of several errors if several addresses were tried. */
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

/** Headers that are sent again after a redirect to another origin; all others may contain credentials. */
const harmlessHeaders = [
  'accept',
  'accept-encoding',
  'accept-language',
  'content-type',
  'idempotency-key',
  'user-agent',
];

const redirects: readonly number[] = [301, 302, 303, 307, 308];

/** The request that follows a redirect; undefined if the response is not one. Source: RFC 9110, 15.4. */
export function redirectOf(
  sent: PreparedRequest,
  response: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'>,
): PreparedRequest | undefined {
  const location = response.headers['location'];
  if (!redirects.includes(response.statusCode) || typeof location !== 'string') return undefined;
  if (!URL.canParse(location, sent.url.href)) return undefined;
  const url = new URL(location, sent.url);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.username = '';
  url.password = '';
  return dropCredentials(sent.url, losesBody(sent, response.statusCode) ? asGet({ ...sent, url }) : { ...sent, url });
}

function losesBody({ method }: PreparedRequest, status: number): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  return status === 303 || ((status === 301 || status === 302) && method === 'POST');
}

function asGet({ url, headers }: PreparedRequest): PreparedRequest {
  const { 'content-type': _contentType, ...rest } = headers;
  return { method: 'GET', url, headers: rest, body: null };
}

function dropCredentials(from: URL, next: PreparedRequest): PreparedRequest {
  if (next.url.origin === from.origin) return next;
  const headers = Object.entries(next.headers).filter(([name]) => harmlessHeaders.includes(name));
  return { ...next, headers: Object.fromEntries(headers) };
}
