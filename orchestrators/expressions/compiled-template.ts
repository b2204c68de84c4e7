import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json';
import { type CompiledExpression, compileExpression } from './compiled-expression';
import { ExpressionSyntaxError, fail } from './expression-error';
import type { Meter } from './meter';
import { toJson } from './result';
import { findWholeExpression, parseTemplate, type TemplatePart } from './template-parts';
import { toText } from './text';
import type { Variables } from './variables';

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
