/** A JSON value. Definitions, histories and payloads contain only these. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. Read it through `Object.hasOwn`: a key such as `constructor` is data like any other. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** True for a JSON object. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for a JSON list. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** True where two values are the same JSON. */
export function isSameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  return canonicalJson(left) === canonicalJson(right);
}

/** JSON with keys in order: two values are equal exactly when their texts are. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const map = value as Readonly<Record<string, Json>>;
  const fields = Object.keys(map)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(map[key] ?? null)}`);
  return `{${fields.join(',')}}`;
}

/**
 * Whole numbers are exact up to this limit in both directions. The language refuses larger ones, because they would
 * change silently. Source: definition-language, "Expressions".
 */
export const MAX_WHOLE = 2 ** 53;

/** True for a number that the language allows as a result: finite and, if it is whole, not beyond 2^53. */
export function isExactNumber(value: number): boolean {
  // Numbers beyond the limit are whole, because fractions end before it.
  return Math.abs(value) <= MAX_WHOLE;
}

/** True for a whole number that the language allows. */
export function isWholeNumber(value: unknown): value is number {
  return Number.isInteger(value) && isExactNumber(value as number);
}

/** `left + right`; undefined if the language does not allow the sum. */
export function addExactly(left: number, right: number): number | undefined {
  const sum = left + right;
  return isBelow(sum) || (isAtLimit(sum) && sum - left === right && sum - right === left) ? sum : undefined;
}

/** `left * right`; undefined if the language does not allow the product. */
export function multiplyExactly(left: number, right: number): number | undefined {
  const product = left * right;
  return isBelow(product) || (isAtLimit(product) && product / left === right && product / right === left)
    ? product
    : undefined;
}

/** `left / right`; undefined if the language does not allow the quotient. */
export function divideExactly(left: number, right: number): number | undefined {
  const quotient = left / right;
  return isBelow(quotient) || (isAtLimit(quotient) && quotient * right === left) ? quotient : undefined;
}

function isBelow(result: number): boolean {
  return Math.abs(result) < MAX_WHOLE;
}

// 2^53 may be 2^53 + 1 after rounding.
function isAtLimit(result: number): boolean {
  return Math.abs(result) === MAX_WHOLE;
}

const WHOLE_TEXT = /^[+-]?(\d+|0[xX][\da-fA-F]+|0o[0-7]+)$/;

/**
 * The number in a text, in decimal, hexadecimal or octal; undefined if the language does not allow it: it is not
 * finite, or a whole number beyond 2^53. A number with a point or an exponent may be rounded; -0 is 0.
 */
export function parseNumber(text: string): number | undefined {
  const value = Number(text) + 0;
  if (!Number.isFinite(value)) return undefined;
  const [, digits] = WHOLE_TEXT.exec(text) ?? [];
  if (digits === undefined || isBelow(value)) return value;
  return isAtLimit(value) && BigInt(digits) === BigInt(MAX_WHOLE) ? value : undefined;
}

// Fewer digits are always exact.
const LONG_NUMBER = /\d{16}|\d[eE]/;
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** The first number of a JSON text that the language does not allow, as written. */
export function findInexactNumber(json: string): string | undefined {
  if (!LONG_NUMBER.test(json)) return undefined;
  for (const [token] of json.matchAll(STRING_OR_NUMBER)) {
    if (!token.startsWith('"') && parseNumber(token) === undefined) return token;
  }
  return undefined;
}
