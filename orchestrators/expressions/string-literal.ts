import { ExpressionSyntaxError } from './expression-error';
import type { Token } from './tokens';

const OPENING = /([rRbB]{0,2})("""|'''|"|')/y;
const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ['?', '?'],
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);
const CODE_ESCAPE = /x([0-9a-fA-F]{2})|X([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})/y;

/** Whether a CEL string literal begins here, with its prefix. */
export function startsString(source: string, start: number): boolean {
  OPENING.lastIndex = start;
  return OPENING.test(source);
}

/** The end of the string literal that begins at `start` (after its closing quote), or undefined if it has none. */
export function findStringEnd(source: string, start: number): number | undefined {
  const { prefix, quote } = readOpening(source, start);
  const isRaw = /r/i.test(prefix);
  for (let at = start + prefix.length + quote.length; at < source.length; at += 1) {
    if (source.startsWith(quote, at)) return at + quote.length;
    if (!isRaw && source[at] === '\\') at += 1;
    if (quote.length === 1 && (source[at] === '\n' || source[at] === '\r')) return undefined;
  }
  return undefined;
}

/** Parses the string literal that begins at `start`. Throws ExpressionSyntaxError. */
export function readString(source: string, start: number): Token {
  const { prefix, quote } = readOpening(source, start);
  if (/b/i.test(prefix)) {
    throw new ExpressionSyntaxError(
      'bytes are not a JSON value: write text, and base64(…) where bytes are wanted',
      start,
    );
  }
  const end = findStringEnd(source, start);
  if (end === undefined) throw new ExpressionSyntaxError(`this text has no closing ${quote}`, start);
  const from = start + prefix.length + quote.length;
  const body = source.slice(from, end - quote.length);
  const value = prefix === '' ? unescape(body, from) : body;
  return { kind: 'string', value, text: source.slice(start, end), start, end };
}

function readOpening(source: string, start: number): { readonly prefix: string; readonly quote: string } {
  OPENING.lastIndex = start;
  const match = OPENING.exec(source);
  return { prefix: match?.[1] ?? '', quote: match?.[2] ?? '"' };
}

function unescape(body: string, offset: number): string {
  if (!body.includes('\\')) return body;
  let text = '';
  let at = 0;
  while (at < body.length) {
    const next = body.indexOf('\\', at);
    if (next < 0) return text + body.slice(at);
    const escape = readEscape(body, next + 1, offset);
    text += body.slice(at, next) + escape.text;
    at = next + 1 + escape.length;
  }
  return text;
}

function readEscape(body: string, at: number, offset: number): { readonly text: string; readonly length: number } {
  const simple = SIMPLE_ESCAPES.get(body.charAt(at));
  if (simple !== undefined) return { text: simple, length: 1 };
  CODE_ESCAPE.lastIndex = at;
  const match = CODE_ESCAPE.exec(body);
  const code = codeOf(match);
  if (match !== null && code !== undefined) return { text: String.fromCodePoint(code), length: match[0].length };
  throw new ExpressionSyntaxError(
    `"\\${body.charAt(at)}" is not an escape: write "\\\\" for a backslash`,
    offset + at - 1,
  );
}

function codeOf(match: RegExpExecArray | null): number | undefined {
  if (match === null) return undefined;
  const [, x, capitalX, u, capitalU, octal] = match;
  const hex = x ?? capitalX ?? u ?? capitalU;
  const code = hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return code > 0x10ffff || isSurrogate ? undefined : code;
}
