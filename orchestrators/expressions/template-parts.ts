import { ExpressionSyntaxError } from './expression-error';
import { findStringEnd, startsString } from './string-literal';

/** A part of a text with `${ … }`. Offsets are into that text, in UTF-16 units. */
export type TemplatePart =
  | { readonly kind: 'literal'; readonly text: string; readonly start: number; readonly end: number }
  /** `source` is the text between `${` and `}`; it begins at `sourceStart`. */
  | {
      readonly kind: 'expression';
      readonly source: string;
      readonly sourceStart: number;
      readonly start: number;
      readonly end: number;
    };

const OPENING = '${';
const ESCAPED_OPENING = '$${';

/** The parts of a text: all of them, or those before an unterminated expression. */
export interface CutTemplate {
  readonly parts: readonly TemplatePart[];
  /** Undefined if the text has no unterminated expression; the offset is into the text. */
  readonly mistake?: ExpressionSyntaxError;
}

/**
 * Splits a text into literals and expressions. An expression ends with the balanced `}` outside CEL strings; `$${` is a
 * literal `${`. Throws ExpressionSyntaxError, with an offset into the text, for an unterminated expression.
 */
export function parseTemplate(text: string): readonly TemplatePart[] {
  const { parts, mistake } = cutTemplate(text);
  if (mistake !== undefined) throw mistake;
  return parts;
}

/** Like {@link parseTemplate}, but stops at an unterminated expression. */
export function cutTemplate(text: string): CutTemplate {
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
    if (end instanceof ExpressionSyntaxError) return { parts, mistake: end };
    parts.push({ kind: 'expression', source: text.slice(sourceStart, end), sourceStart, start: at, end: end + 1 });
    literalStart = end + 1;
    at = text.indexOf(OPENING, literalStart);
  }
  pushLiteral(parts, text, literalStart, text.length);
  return { parts };
}

/** Whether a text has a `${` that is not escaped as `$${`; parsing tells whether it is terminated. */
export function holdsExpression(text: string): boolean {
  let at = text.indexOf(OPENING);
  while (at >= 0 && isEscaped(text, at)) at = text.indexOf(OPENING, at + OPENING.length);
  return at >= 0;
}

/** The expression that is the whole text, without surrounding spaces and newlines. */
export function findWholeExpression(
  parts: readonly TemplatePart[],
): (TemplatePart & { kind: 'expression' }) | undefined {
  const [expression, ...others] = parts.filter((part) => part.kind === 'expression' || part.text.trim() !== '');
  return others.length === 0 && expression?.kind === 'expression' ? expression : undefined;
}

/** Whether the `${` here follows a `$` that is not part of an earlier escape. */
function isEscaped(text: string, at: number): boolean {
  return text.startsWith(ESCAPED_OPENING, at - 1);
}

function pushLiteral(parts: TemplatePart[], text: string, start: number, end: number): void {
  if (start === end) return;
  parts.push({ kind: 'literal', text: text.slice(start, end).replaceAll(ESCAPED_OPENING, OPENING), start, end });
}

function findEnd(text: string, start: number): number | ExpressionSyntaxError {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    if (startsString(text, at)) {
      const end = findStringEnd(text, at);
      if (end === undefined) return new ExpressionSyntaxError('this text in an expression has no closing quote', at);
      at = end;
      continue;
    }
    if (text.startsWith('//', at)) at = skipComment(text, at);
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth < 0) return at;
    at += 1;
  }
  const reason = 'this "${" has no closing "}" ("$${" writes "${" as text)';
  return new ExpressionSyntaxError(reason, start - OPENING.length);
}

/** Quotes in a comment do not begin a string; braces still count, so that a comment cannot hide the end. */
function skipComment(text: string, start: number): number {
  let at = start;
  while (at < text.length && !'\n{}'.includes(text.charAt(at))) at += 1;
  return at;
}
