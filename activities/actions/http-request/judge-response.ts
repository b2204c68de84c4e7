import { ActionError } from '../../action-error';
import type { HttpInput, HttpOutput } from './http-schema';
import { retryAfterMs } from './retry-after';
import { checkBody } from './check-body';

/** The statuses that `expect` lists. */
export function wantedStatuses({ status }: HttpInput['expect']): readonly number[] {
  if (status === undefined) return [];
  return Array.isArray(status) ? status : [status];
}

/** Fails for a response that is an error or not what `expect` says. @throws ActionError HTTP_<status> or HTTP_RESPONSE_INVALID */
export function judgeResponse(input: HttpInput, url: URL, response: HttpOutput, nowMs: number): void {
  const wanted = wantedStatuses(input.expect);
  const where = `${input.method} ${url.origin}${url.pathname}`;
  if (!wanted.includes(response.status)) {
    if (response.status >= 400) throw statusError(where, response, nowMs);
    if (wanted.length > 0) throw unexpected(where, `status ${response.status} is not ${wanted.join(' or ')}`, response);
  }
  const problems = input.expect.schema === undefined ? [] : checkBody(input.expect.schema, response.body);
  if (problems.length > 0) throw unexpected(where, problems.join('; '), response);
}

function statusError(where: string, response: HttpOutput, nowMs: number): ActionError {
  const { status } = response;
  const delayMs = retryAfterMs(response.headers['retry-after'], nowMs);
  return new ActionError(`HTTP_${status}`, `${where} gave ${status}`, {
    details: response,
    retryable: status === 408 || status === 429 || status >= 500,
    ...(delayMs === undefined ? {} : { retryAfterMs: delayMs }),
  });
}

function unexpected(where: string, reason: string, response: HttpOutput): ActionError {
  return new ActionError('HTTP_RESPONSE_INVALID', `${where}: the response is not what was expected: ${reason}`, {
    details: response,
    retryable: false,
  });
}
