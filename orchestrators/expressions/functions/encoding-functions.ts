import { findInexactNumber, type Json } from '../../model/json';
import { encodeBase64, encodeUtf8, makeWellFormed } from '../encodings';
import { fail } from '../expression-error';
import type { Meter } from '../evaluation';
import { toJson } from '../result';
import { sha256Hex, uuidFrom } from '../sha256';
import { toText } from '../text';
import type { Value } from '../value';
import { type FunctionTable, unary, wantText } from './function-spec';

/** JSON, hashes and encodings of text (as UTF-8). */
export const encodingFunctions: FunctionTable = {
  json: unary(
    {
      signature: 'json(x)',
      meaning: 'The JSON of a value, as text.',
      examples: ['json({"a": [1, null, "x"]})', 'json("a")'],
    },
    writeJson,
  ),
  parseJson: unary(
    {
      signature: 'parseJson(text)',
      meaning: 'The value that a JSON text writes.',
      examples: ['parseJson(\'{"a": [1, null]}\')', 'parseJson("{")'],
    },
    parseJson,
  ),
  base64: unary(
    { signature: 'base64(text)', meaning: 'The Base64 of the UTF-8 of a text.', examples: ['base64("héllo")'] },
    (text, meter) => encodeBase64(encodeUtf8(charged(text, meter))),
  ),
  urlEncode: unary(
    {
      signature: 'urlEncode(text)',
      meaning: 'The text as a part of a URL, with its reserved characters and those beyond ASCII escaped.',
      examples: ['urlEncode("a b&c=é/")'],
    },
    (text, meter) => encodeURIComponent(makeWellFormed(charged(toText(text, meter), meter))),
  ),
  sha256: unary(
    {
      signature: 'sha256(text)',
      meaning: 'The SHA-256 of the UTF-8 of a text, in hexadecimal.',
      examples: ['sha256("abc")'],
    },
    (text, meter) => sha256Hex(encodeUtf8(charged(text, meter))),
  ),
  uuid: unary(
    {
      signature: 'uuid(seed)',
      meaning: 'A UUID (version 8) that is made of the seed: the same seed gives the same one, also in a replay.',
      examples: ['uuid("order-7")', 'uuid("order-7") == uuid("order-8")'],
    },
    (seed, meter) => uuidFrom(encodeUtf8(charged(toText(seed, meter), meter))),
  ),
};

/** Functions that process a text unit by unit; they are charged for each unit. */
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
  // JSON text can contain numbers that cannot be represented: 1e999 would silently be Infinity, and 2^53 + 1 another
  // number.
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
  // JSON would write -0 as 0.
  return typeof value === 'number' ? value + 0 : value;
}
