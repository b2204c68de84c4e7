import type { Dispatcher } from 'undici';
import type { PreparedRequest } from './prepare-request';

/** Headers that may follow a redirect to another origin; what else was given may be a credential. */
const harmlessHeaders = [
  'accept',
  'accept-encoding',
  'accept-language',
  'content-type',
  'idempotency-key',
  'user-agent',
];

const redirects: readonly number[] = [301, 302, 303, 307, 308];

/** The request that a response asks for instead; undefined where it asks for none. Source: RFC 9110, 15.4. */
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
