import { type ActionContext, checkSchema, compileSchema, type Json } from '@octavo/orchestrators';
import { encodeBody, encodeForm } from './encode-body';
import type { HttpInput } from './http-schema';
import { ActionError } from '../../define-action';

/** A request as it is sent. */
export interface PreparedRequest {
  readonly method: HttpInput['method'];
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** @throws ActionError INPUT_INVALID if the URL or a header is invalid */
export function prepareRequest(
  input: HttpInput,
  { idempotencyKey }: Pick<ActionContext, 'idempotencyKey'>,
): PreparedRequest {
  const given = lowerCaseNames(input.headers);
  const body = encodeBody(input.body, given['content-type']);
  const headers = {
    'user-agent': 'octavo',
    accept: 'application/json, text/*;q=0.9, */*;q=0.8',
    'accept-encoding': 'identity',
    'idempotency-key': toHeaderText(idempotencyKey),
    ...given,
    ...(body === null ? {} : { 'content-type': body.contentType }),
    ...authorizationOf(input.auth),
  };
  return { method: input.method, url: urlOf(input), headers, body: body?.text ?? null };
}

function urlOf({ url: text, query }: HttpInput): URL {
  const url = URL.canParse(text) ? new URL(text) : invalidUrl(text, 'it is not an absolute URL');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') invalidUrl(text, 'its scheme must be http or https');
  if (url.username !== '' || url.password !== '') invalidUrl('of the request', 'credentials must be in `auth`');
  const added = encodeForm(query);
  // `searchParams.append` would also encode the query of the URL again, and break its signature.
  if (added !== '') url.search = url.search === '' ? added : `${url.search}&${added}`;
  return url;
}

function invalidUrl(text: string, reason: string): never {
  throw new ActionError('INPUT_INVALID', `http.request: url ${text}: ${reason}`, { retryable: false });
}

function lowerCaseNames(headers: HttpInput['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), checked(name, value)]));
}

function checked(name: string, value: string | number | boolean): string {
  const text = String(value);
  const isRight = /^[!#$%&'*+.^_`|~\w-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
  if (isRight) return text;
  throw new ActionError(
    'INPUT_INVALID',
    `http.request: header "${name}" has a character that is not allowed in headers`,
    {
      retryable: false,
    },
  );
}

function authorizationOf(auth: HttpInput['auth']): Record<string, string> {
  if (auth?.bearer !== undefined) return { authorization: `Bearer ${checked('authorization', auth.bearer)}` };
  if (auth?.basic === undefined) return {};
  const { username, password } = auth.basic;
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

function toHeaderText(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (character) => encodeURIComponent(character));
}

/** Validates a body with a JSON Schema and returns the problems. @throws ActionError INPUT_INVALID if the schema is invalid */
export function checkBody(schema: Json, body: Json): readonly string[] {
  const mistakes = checkSchema(schema).map(({ path, message }) => `${path || 'schema'}: ${message}`);
  if (mistakes.length > 0) {
    throw new ActionError('INPUT_INVALID', `http.request: expect.schema: ${mistakes.join('; ')}`, { retryable: false });
  }
  return compileSchema(schema)
    .validate(body)
    .map(({ path, message }) => `${path || 'body'} ${message}`);
}
