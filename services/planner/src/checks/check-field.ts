import {
  ExpressionSyntaxError,
  type FieldPath,
  findWholeExpression,
  parseTemplate,
  type TemplatePart,
} from '@octavo/orchestrators/definitions';
import { holdsExpression } from '../expressions/holds-expression';
import { asMap, valueAt } from '../written-value';
import type { CheckContext } from './check-context';
import { checkReference } from './check-reference';
import type { PlacedField } from './task-expressions';
import type { Viewpoint } from './viewpoint';

/** A field that may hold expressions, and from where these look. */
export interface FieldPlace {
  readonly owner: object;
  readonly base: FieldPath;
  readonly field: PlacedField;
  readonly from: Viewpoint;
}

/** Checks the expressions in all texts of a field. What is no text is left to its schema. */
export function checkField(place: FieldPlace, context: CheckContext): void {
  const { owner, base, field } = place;
  const value = valueAt(owner, field.at);
  if (value === undefined) return;
  checkValue(value, [...base, ...field.at], place, context);
}

function checkValue(value: unknown, at: FieldPath, place: FieldPlace, context: CheckContext): void {
  if (typeof value === 'string') {
    if (holdsExpression(value)) checkText(value, at, place, context);
    return;
  }
  if (place.field.kind !== 'template') return;
  if (Array.isArray(value)) value.forEach((item, index) => checkValue(item, [...at, index], place, context));
  else for (const [key, item] of Object.entries(asMap(value) ?? {})) checkValue(item, [...at, key], place, context);
}

function checkText(text: string, at: FieldPath, place: FieldPlace, context: CheckContext): void {
  const parts = partsOf(text, at, context);
  if (parts === undefined) return;
  const { kind } = place.field;
  if ((kind === 'boolean' || kind === 'number') && findWholeExpression(parts) === undefined) {
    const message = `text with expressions is no ${kind === 'number' ? 'number' : 'true or false'}`;
    context.problems.add({ at, code: 'EXPRESSION_EXPECTED', message, expected: 'one expression alone: ${ … }' });
  }
  for (const part of parts) if (part.kind === 'expression') checkExpression(part.source, at, place.from, context);
}

function partsOf(text: string, at: FieldPath, { problems }: CheckContext): readonly TemplatePart[] | undefined {
  try {
    return parseTemplate(text);
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    problems.add({ at, code: 'EXPRESSION_INVALID', message: error.message, excerpt: '${' });
    return undefined;
  }
}

function checkExpression(source: string, at: FieldPath, from: Viewpoint, context: CheckContext): void {
  const expression = context.expressions.read(source);
  if (expression.mistake !== undefined) {
    const code = expression.isTooLong ? 'LIMIT_EXCEEDED' : 'EXPRESSION_INVALID';
    context.problems.add({ at, code, message: expression.mistake, hint: expression.hint, excerpt: source.trim() });
    return;
  }
  for (const reference of expression.references) {
    const excerpt = source.slice(reference.start, reference.end);
    checkReference(reference, from, context, (finding) => context.problems.add({ at, excerpt, ...finding }));
  }
}
