import { ExpressionSyntaxError } from './expression-error';
import { findStringEnd, startsString } from './string-literal';

/** A part of a text with `${ … }`. Offsets are into that text, in UTF-16 units. */
export type TemplatePart =
  | { readonly kind: 'literal'; readonly text: string; readonly start: number; readonly end: number }
  /** `source` is what stands between `${` and `}`, and begins at `sourceStart`. */
  | {
      readonly kind: 'expression';
      readonly source: string;
      readonly sourceStart: number;
      readonly start: number;
      readonly end: number;
    };

const OPENING = '${';
const ESCAPED_OPENING = '$${';

/**
 * Cuts a text into literals and expressions. An expression ends with the `}` that is balanced outside CEL strings;
 * `$${` is a literal `${`. Throws ExpressionSyntaxError, with an offset into the text, where one never ends.
 */
export function parseTemplate(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let literalStart = 0;
  let at = text.indexOf(OPENING);
  while (at >= 0) {
    if (isEscaped(text, at)) {
      at = text.indexOf(OPENING, at + OPENING.length);
      continue;
    }
    const sourceStart = at + OPENING.length;
    const end = findEnd(text, sourceStart);
    pushLiteral(parts, text, literalStart, at);
    parts.push({ kind: 'expression', source: text.slice(sourceStart, end), sourceStart, start: at, end: end + 1 });
    literalStart = end + 1;
    at = text.indexOf(OPENING, literalStart);
  }
  pushLiteral(parts, text, literalStart, text.length);
  return parts;
}

/** Whether a text has a `${` that is not written `$${`; whether it ends well is told by parsing. */
export function holdsExpression(text: string): boolean {
  let at = text.indexOf(OPENING);
  while (at >= 0 && isEscaped(text, at)) at = text.indexOf(OPENING, at + OPENING.length);
  return at >= 0;
}

/** The expression that is the whole text, spaces and newlines around it aside. */
export function findWholeExpression(
  parts: readonly TemplatePart[],
): (TemplatePart & { kind: 'expression' }) | undefined {
  const [expression, ...others] = parts.filter((part) => part.kind === 'expression' || part.text.trim() !== '');
  return others.length === 0 && expression?.kind === 'expression' ? expression : undefined;
}

/** Whether the `${` here follows a `$` that no earlier escape has used. */
function isEscaped(text: string, at: number): boolean {
  return text.startsWith(ESCAPED_OPENING, at - 1);
}

function pushLiteral(parts: TemplatePart[], text: string, start: number, end: number): void {
  if (start === end) return;
  parts.push({ kind: 'literal', text: text.slice(start, end).replaceAll(ESCAPED_OPENING, OPENING), start, end });
}

function findEnd(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    if (startsString(text, at)) {
      at = findStringEnd(text, at) ?? failUnclosed(at, 'this text in an expression has no closing quote');
      continue;
    }
    if (text.startsWith('//', at)) at = skipComment(text, at);
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth < 0) return at;
    at += 1;
  }
  return failUnclosed(start - OPENING.length, 'this "${" has no closing "}" ("$${" writes "${" as text)');
}

/** Quotes in a comment open no text; braces still count, so that a comment cannot hide the end. */
function skipComment(text: string, start: number): number {
  let at = start;
  while (at < text.length && !'\n{}'.includes(text.charAt(at))) at += 1;
  return at;
}

function failUnclosed(offset: number, message: string): never {
  throw new ExpressionSyntaxError(message, offset);
}
