import { isJsonList, isJsonObject, type Json, type JsonObject } from '@octavo/orchestrators';
import { ActionError } from '../../define-action';

/** The body of a request as it is sent, and its content type. */
export interface EncodedBody {
  readonly text: string;
  readonly contentType: string;
}

const FORM = /^application\/x-www-form-urlencoded\b/i;
const JSON_TYPE = /^[^;]*json/i;

/**
 * Encodes a body for the content type that the definition sets: a map as a form or as JSON, text as it is. Returns null
 * for no body. @throws ActionError INPUT_INVALID if a list or map cannot be sent with that content type
 */
export function encodeBody(body: Json | undefined, contentType: string | undefined): EncodedBody | null {
  if (body === undefined || body === null) return null;
  if (typeof body === 'string') return { text: body, contentType: contentType ?? 'text/plain; charset=utf-8' };
  if (contentType === undefined) return { text: JSON.stringify(body), contentType: 'application/json' };
  if (FORM.test(contentType) && isJsonObject(body)) return { text: encodeForm(body), contentType };
  if (typeof body === 'object' && !JSON_TYPE.test(contentType)) throw unencodable(body, contentType);
  return { text: JSON.stringify(body), contentType };
}

/** Encodes a map as a query or a form: a list repeats the name, null omits it. */
export function encodeForm(map: JsonObject): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(map)) {
    for (const one of isJsonList(value) ? value : [value]) {
      if (one !== null) form.append(name, scalarText(name, one));
    }
  }
  return form.toString();
}

function scalarText(name: string, value: Json): string {
  if (typeof value !== 'object') return String(value);
  throw invalidBody(`the field "${name}" of a form must be text, a number, a boolean, or a list of these`);
}

function unencodable(body: Json, contentType: string): ActionError {
  const kind = isJsonList(body) ? 'list' : 'map';
  return invalidBody(`a ${kind} cannot be sent as ${contentType}; write the body as text`);
}

function invalidBody(reason: string): ActionError {
  return new ActionError('INPUT_INVALID', `http.request: body: ${reason}`, { retryable: false });
}
