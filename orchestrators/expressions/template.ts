import type { Meter } from './evaluation';
import { type CompiledExpression, compileExpression } from './compiled-expression';
import { ExpressionSyntaxError, fail } from './expression-error';
import { toJson } from './result';
import { findStringEnd, startsString } from './string-literal';
import { toText } from './text';
import type { Variables } from './variables';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json';

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

/** A JSON value with `${ … }` in its texts, compiled once. */
export interface CompiledTemplate {
  /** Whether it contains no expression; then `evaluate` returns the value itself. */
  readonly isConstant: boolean;
  /** The expressions in it, in order. */
  readonly expressions: readonly CompiledExpression[];
  /** The value with its expressions evaluated. Throws ExpressionError. */
  readonly evaluate: (variables: Variables, meter: Meter) => Json;
}

const MAX_DEPTH = 200;

/**
 * Compiles a whole JSON value. Keys of maps are never expressions. Throws ExpressionSyntaxError, with an offset into
 * the text with the error.
 */
export function compileTemplate(value: Json): CompiledTemplate {
  const part = compileValue(value, 0);
  if ('constant' in part) return { isConstant: true, expressions: [], evaluate: () => part.constant };
  const { expressions } = part;
  // A single expression has measured its own result; several expressions may repeat the same large value.
  const evaluate =
    expressions.length === 1
      ? part.evaluate
      : (variables: Variables, meter: Meter) => toJson(part.evaluate(variables, meter));
  return { isConstant: false, expressions, evaluate };
}

type Part =
  | { readonly constant: Json }
  | {
      readonly expressions: readonly CompiledExpression[];
      readonly evaluate: (variables: Variables, meter: Meter) => Json;
    };

function compileValue(value: Json, depth: number): Part {
  if (depth > MAX_DEPTH) throw new ExpressionSyntaxError(`the value nests deeper than ${MAX_DEPTH}`, 0);
  if (typeof value === 'string') return compileText(value);
  if (isJsonList(value)) return compileList(value, depth + 1);
  return isJsonObject(value) ? compileObject(value, depth + 1) : { constant: value };
}

function compileList(list: readonly Json[], depth: number): Part {
  const parts = list.map((item) => compileValue(item, depth));
  if (parts.every((part, index) => isSame(part, list[index]))) return { constant: list };
  return combine(parts, (variables, meter) => parts.map((part) => evaluatePart(part, variables, meter)));
}

function compileObject(object: JsonObject, depth: number): Part {
  const entries = Object.entries(object).map(([key, item]) => [key, compileValue(item, depth)] as const);
  if (entries.every(([key, part]) => isSame(part, object[key]))) return { constant: object };
  const parts = entries.map(([, part]) => part);
  return combine(parts, (variables, meter) =>
    Object.fromEntries(entries.map(([key, part]) => [key, evaluatePart(part, variables, meter)])),
  );
}

function compileText(text: string): Part {
  if (!text.includes('${')) return { constant: text };
  const parts = parseTemplate(text);
  const whole = findWholeExpression(parts);
  if (whole !== undefined) {
    const expression = compilePart(whole);
    return { expressions: [expression], evaluate: (variables, meter) => expression.evaluate(variables, meter) };
  }
  const pieces = parts.map((part) => (part.kind === 'literal' ? part.text : compilePart(part)));
  const expressions = pieces.filter((piece) => typeof piece !== 'string');
  if (expressions.length === 0) return { constant: pieces.filter((piece) => typeof piece === 'string').join('') };
  return { expressions, evaluate: (variables, meter) => joinPieces(pieces, variables, meter) };
}

function compilePart({ source, sourceStart }: TemplatePart & { kind: 'expression' }): CompiledExpression {
  try {
    return compileExpression(source);
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    throw new ExpressionSyntaxError(error.message, sourceStart + error.offset);
  }
}

function joinPieces(pieces: readonly (string | CompiledExpression)[], variables: Variables, meter: Meter): string {
  return pieces
    .map((piece) => (typeof piece === 'string' ? piece : toText(piece.evaluate(variables, meter), meter)))
    .join('');
}

function combine(parts: readonly Part[], evaluate: (variables: Variables, meter: Meter) => Json): Part {
  const expressions = parts.flatMap((part) => ('constant' in part ? [] : part.expressions));
  // An escape such as `$${` changes a value that has no expression; it is evaluated here, once.
  if (expressions.length === 0) return { constant: evaluate({ get: () => undefined }, unusedMeter) };
  return { expressions, evaluate };
}

const unusedMeter: Meter = {
  used: 0,
  budget: 0,
  now: () => fail('a constant has no time'),
  charge: () => undefined,
  chargeText: () => undefined,
  chargeItems: () => undefined,
};

function evaluatePart(part: Part, variables: Variables, meter: Meter): Json {
  return 'constant' in part ? part.constant : part.evaluate(variables, meter);
}

function isSame(part: Part, value: Json | undefined): boolean {
  return 'constant' in part && part.constant === value;
}
