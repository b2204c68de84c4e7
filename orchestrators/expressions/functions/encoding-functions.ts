import { findInexactNumber } from '../../model/exact-number';
import type { Json } from '../../model/json';
import { encodeBase64 } from '../base64';
import { fail } from '../expression-error';
import type { Meter } from '../meter';
import { toJson } from '../result';
import { sha256Hex, uuidFrom } from '../sha256';
import { toText } from '../text';
import { encodeUtf8, makeWellFormed } from '../utf8';
import type { Value } from '../value';
import { wantText } from './arguments';
import { type FunctionTable, unary } from './function-spec';

/** JSON, hashes and encodings of text (as UTF-8). */
export const encodingFunctions: FunctionTable = {
  json: unary('json(x)', writeJson),
  parseJson: unary('parseJson(text)', parseJson),
  base64: unary('base64(text)', (text, meter) => encodeBase64(encodeUtf8(charged(text, meter)))),
  urlEncode: unary('urlEncode(text)', (text, meter) =>
    encodeURIComponent(makeWellFormed(charged(toText(text, meter), meter))),
  ),
  sha256: unary('sha256(text)', (text, meter) => sha256Hex(encodeUtf8(charged(text, meter)))),
  uuid: unary('uuid(seed)', (seed, meter) => uuidFrom(encodeUtf8(charged(toText(seed, meter), meter)))),
};

/** These work through a text one unit at a time, so they cost as much. */
function charged(value: Value, meter: Meter): string {
  const text = wantText(value);
  meter.charge(text.length);
  return text;
}

function writeJson(value: Value, meter: Meter): string {
  const json = toJson(value);
  const text = typeof json === 'string' ? JSON.stringify(json) : toText(value, meter);
  meter.chargeText(text.length);
  return text;
}

function parseJson(value: Value, meter: Meter): Value {
  const text = wantText(value);
  meter.charge(text.length >> 2);
  const parsed = readJson(text);
  // JSON can write numbers that nothing can carry: 1e999 would silently be Infinity, 2^53 + 1 another number.
  const inexact = findInexactNumber(text);
  return inexact === undefined ? parsed : fail(`the number ${inexact.slice(0, 40)} is too large`);
}

function readJson(text: string): Json {
  try {
    return JSON.parse(text, checkPart) as Json;
  } catch {
    return fail('the text is not JSON (or has a key "__proto__")');
  }
}

function checkPart(key: string, value: Json): Json {
  if (key === '__proto__') throw new SyntaxError(key);
  // -0 would be written as 0.
  return typeof value === 'number' ? value + 0 : value;
}
