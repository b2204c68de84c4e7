import { parseNumber } from '../model/json';
import { ExpressionSyntaxError } from './expression-error';
import { readString, startsString } from './string-literal';
import type { Token } from './tokens';

const BLANK = /(?:[ \t\n\f\r]+|\/\/[^\n]*)*/y;
const NUMBER = /0[xX][0-9a-fA-F]+|(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const QUOTED_NAME = /`([A-Za-z0-9_.\-/ ]+)`/y;
const OPERATOR = /&&|\|\||[=!<>]=|[-+*/%<>!?:.,()[\]{}]/y;

/** Splits an expression into tokens; the last one is of kind `end`. Throws ExpressionSyntaxError. */
export function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let offset = skipBlank(source, 0);
  while (offset < source.length) {
    const token = readToken(source, offset, tokens.at(-1));
    tokens.push(token);
    offset = skipBlank(source, token.end);
  }
  tokens.push({ kind: 'end', text: '', start: source.length, end: source.length });
  return tokens;
}

function readToken(source: string, start: number, previous: Token | undefined): Token {
  if (startsString(source, start)) return readString(source, start);
  return readNumber(source, start, previous) ?? readName(source, start) ?? readOperator(source, start);
}

function readNumber(source: string, start: number, previous: Token | undefined): Token | undefined {
  // After a name or a bracket, `.5` is an invalid member access, not a number.
  if (source[start] === '.' && previous !== undefined && previous.kind !== 'operator') return undefined;
  const text = matchAt(NUMBER, source, start);
  if (text === undefined) return undefined;
  let end = start + text.length;
  if (/^\d+$|^0[xX]/.test(text) && /[uU]/.test(source[end] ?? '')) end += 1;
  if (/[A-Za-z0-9_]/.test(source[end] ?? '')) {
    throw new ExpressionSyntaxError(`"${source.slice(start, end + 1)}" is not a number`, start);
  }
  return { kind: 'number', value: numberOf(text, start), text, start, end };
}

function numberOf(text: string, offset: number): number {
  const value = parseNumber(text);
  if (value !== undefined) return value;
  throw new ExpressionSyntaxError(`the number ${text} is too large: whole numbers go up to 2^53`, offset);
}

function readName(source: string, start: number): Token | undefined {
  const text = matchAt(NAME, source, start);
  if (text !== undefined) return { kind: 'name', text, isQuoted: false, start, end: start + text.length };
  const quoted = matchAt(QUOTED_NAME, source, start);
  if (quoted === undefined) return undefined;
  return { kind: 'name', text: quoted.slice(1, -1), isQuoted: true, start, end: start + quoted.length };
}

function readOperator(source: string, start: number): Token {
  const text = matchAt(OPERATOR, source, start);
  if (text !== undefined) return { kind: 'operator', text, start, end: start + text.length };
  throw new ExpressionSyntaxError(explainCharacter(source, start), start);
}

function explainCharacter(source: string, start: number): string {
  const character = String.fromCodePoint(source.codePointAt(start) ?? 0);
  if (character === '=') return 'unexpected "=": write "==" to compare';
  if (character === '&' || character === '|') return `unexpected "${character}": write "${character}${character}"`;
  if (character === '$') return 'unexpected "$": inside ${ } names are written without it';
  return `unexpected character "${character}"`;
}

function skipBlank(source: string, start: number): number {
  return start + (matchAt(BLANK, source, start)?.length ?? 0);
}

function matchAt(pattern: RegExp, source: string, start: number): string | undefined {
  pattern.lastIndex = start;
  return pattern.exec(source)?.[0];
}
