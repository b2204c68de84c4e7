import type { ActionContext } from '@octavo/orchestrators';
import { Agent, type Dispatcher } from 'undici';
import { ActionError } from '../../define-action';
import { SecretMasker } from '../../secrets/secret-masker';
import type { EgressGuard } from './egress-guard';
import type { HttpInput, HttpOutput } from './http-schema';
import { judgeResponse, wantedStatuses } from './judge-response';
import { type PreparedRequest, prepareRequest } from './prepare-request';
import { type BodyFormat, readBody } from './read-body';
import { type HttpTransport, sendRequest, toTransportError } from './send-request';

/** The connections of a worker. The attempt's timeout limits a request; the client's own timeout limits only connecting. */
export function createTransport(guard: EgressGuard): HttpTransport {
  const connect = { lookup: guard.lookup, timeout: 10_000 };
  return { guard, dispatcher: new Agent({ connect, headersTimeout: 0, bodyTimeout: 0 }) };
}

/** Sends the request and returns the response if it matches `expect`. @throws ActionError */
export async function performRequest(
  transport: HttpTransport,
  input: HttpInput,
  context: Pick<ActionContext, 'idempotencyKey' | 'signal'>,
): Promise<HttpOutput> {
  const prepared = prepareRequest(input, context);
  const { signal } = context;
  const response = await sendRequest(transport, prepared, { wanted: wantedStatuses(input.expect), signal });
  const format = formatOf(response, input);
  const { body, inexactNumber } = await readBody(response.body, format).catch((error: unknown) => {
    throw error instanceof ActionError ? error : toTransportError(error, prepared.url, signal);
  });
  const received = { status: response.statusCode, headers: readHeaders(response.headers), body };
  const output = hideCredentials(received, prepared);
  judgeResponse(input, prepared.url, { output, inexactNumber }, Date.now());
  return output;
}

function formatOf({ headers }: Dispatcher.ResponseData, { responseType }: HttpInput): BodyFormat {
  const contentEncoding = headers['content-encoding'];
  return {
    contentType: joined(headers['content-type'] ?? ''),
    contentEncoding: contentEncoding === undefined ? undefined : joined(contentEncoding),
    isText: responseType === 'text',
  };
}

function readHeaders(headers: Dispatcher.ResponseData['headers']): HttpOutput['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value = '']) => [name, name === 'set-cookie' ? [value].flat() : joined(value)]),
  );
}

function joined(value: string | string[]): string {
  return Array.isArray(value) ? value.join(', ') : value;
}

/** Masks the encoded user name and password, because servers may echo request headers. */
function hideCredentials({ status, headers, body }: HttpOutput, { headers: sent }: PreparedRequest): HttpOutput {
  const credentials = /^Basic (.+)$/.exec(sent['authorization'] ?? '')?.[1];
  const masker = new SecretMasker(credentials === undefined ? [] : [credentials]);
  return { status, headers: masker.json(headers) as HttpOutput['headers'], body: masker.json(body) };
}
