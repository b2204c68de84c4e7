import type { HttpInput, HttpOutput } from './http-schema';
import { checkBody } from './prepare-request';
import { ActionError } from '../../define-action';

/** The statuses that `expect` lists. */
export function wantedStatuses({ status }: HttpInput['expect']): readonly number[] {
  if (status === undefined) return [];
  return Array.isArray(status) ? status : [status];
}

/** A response, and a number in its body that JSON cannot carry exactly. */
export interface ReceivedResponse {
  readonly output: HttpOutput;
  readonly inexactNumber: string | undefined;
}

/**
 * Checks the status and body of a response against `expect`.
 *
 * @throws ActionError HTTP_<status> for an error status, HTTP_RESPONSE_INVALID if the response does not match `expect` or
 * its body has a number that JSON cannot carry exactly
 */
export function judgeResponse(input: HttpInput, url: URL, received: ReceivedResponse, nowMs: number): void {
  const { output: response, inexactNumber } = received;
  const wanted = wantedStatuses(input.expect);
  const where = `${input.method} ${url.origin}${url.pathname}`;
  if (!wanted.includes(response.status)) {
    if (response.status >= 400) throw statusError(where, response, nowMs);
    if (wanted.length > 0) throw unexpected(where, `status ${response.status} is not ${wanted.join(' or ')}`, response);
  }
  if (inexactNumber !== undefined) throw inexact(where, inexactNumber, response);
  const problems = input.expect.schema === undefined ? [] : checkBody(input.expect.schema, response.body);
  if (problems.length > 0) throw unexpected(where, problems.join('; '), response);
}

function statusError(where: string, response: HttpOutput, nowMs: number): ActionError {
  const { status } = response;
  const delayMs = retryAfterMs(response.headers['retry-after'], nowMs);
  return new ActionError(`HTTP_${status}`, `${where} returned status ${status}`, {
    details: response,
    retryable: status === 408 || status === 429 || status >= 500,
    ...(delayMs === undefined ? {} : { retryAfterMs: delayMs }),
  });
}

function unexpected(where: string, reason: string, response: HttpOutput): ActionError {
  return new ActionError('HTTP_RESPONSE_INVALID', `${where}: the response does not match \`expect\`: ${reason}`, {
    details: response,
    retryable: false,
  });
}

function inexact(where: string, number: string, response: HttpOutput): ActionError {
  const reason = `the body has the number ${number.slice(0, 40)}, which is too large: whole numbers go up to 2^53`;
  const advice = '`responseType: text` gives the body as text';
  return new ActionError('HTTP_RESPONSE_INVALID', `${where}: ${reason}; ${advice}`, {
    details: response,
    retryable: false,
  });
}

/** Reads `Retry-After`: seconds or a date. Returns milliseconds from now; undefined if it is neither. Source: RFC 9110, 10.2.3. */
export function retryAfterMs(header: HttpOutput['headers'][string] | undefined, nowMs: number): number | undefined {
  const text = String(header ?? '').trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  // All date formats contain letters; Date.parse alone would also accept numbers.
  const dateMs = /[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}
