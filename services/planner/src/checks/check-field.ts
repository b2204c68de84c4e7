import {
  describeValue,
  cutTemplate,
  type FieldPath,
  findWholeExpression,
  holdsExpression,
} from '@octavo/orchestrators/definitions';
import { asMap, valueAt } from '../limits';
import type { CheckContext } from './check-context';
import { checkExpression } from './check-expression';
import { checkKind } from './check-kind';
import type { FieldPlace } from './field-place';
import { checkPlainText } from './plain-text';
import { describeExpressionKey } from '../schema/json-schema';
import type { PlacedField } from './task-expressions';

/** Checks a field against its kind, and the expressions in all its texts. Its schema checks the rest. */
export function checkField(place: FieldPlace, context: CheckContext): void {
  const { owner, base, field } = place;
  const value = valueAt(owner, field.at);
  if (value === undefined) return;
  const at = [...base, ...field.at];
  const key = field.at.find((part) => typeof part === 'string' && holdsExpression(part));
  if (key !== undefined)
    context.problems.add(describeExpressionKey([...base, ...field.at.slice(0, field.at.indexOf(key) + 1)]));
  checkKind(value, at, place, context);
  checkValue(value, at, place, context);
}

/** Kinds that may have texts inside of lists and maps. */
const HOLDING: readonly string[] = ['template', 'computed', 'list'];

// The kind of a field applies to the field itself, not to texts inside its lists and maps.
function takesAnyText(at: FieldPath, { base, field }: FieldPlace): boolean {
  return field.kind === 'template' || field.kind === 'text' || at.length > base.length + field.at.length;
}

function checkValue(value: unknown, at: FieldPath, place: FieldPlace, context: CheckContext): void {
  if (typeof value === 'string') {
    if (holdsExpression(value)) checkText(value, at, place, context);
    else if (takesAnyText(at, place)) checkPlainText(value, at, place.from, context);
    return;
  }
  if (!HOLDING.includes(place.field.kind)) return;
  if (Array.isArray(value)) value.forEach((item, index) => checkValue(item, [...at, index], place, context));
  else checkMap(asMap(value) ?? {}, at, place, context);
}

function checkMap(
  map: Readonly<Record<string, unknown>>,
  at: FieldPath,
  place: FieldPlace,
  context: CheckContext,
): void {
  for (const [key, item] of Object.entries(map)) {
    if (holdsExpression(key)) context.problems.add(describeExpressionKey([...at, key]));
    checkValue(item, [...at, key], place, context);
  }
}

/** The expected value of a single expression. */
const EXPECTED_VALUES: Partial<Record<PlacedField['kind'], string>> = {
  boolean: 'true or false',
  number: 'number',
  list: 'list',
};

function checkText(text: string, at: FieldPath, place: FieldPlace, context: CheckContext): void {
  const { parts, mistake } = cutTemplate(text);
  if (mistake !== undefined) {
    context.problems.add({ at, code: 'EXPRESSION_INVALID', message: mistake.reason, offset: mistake.offset });
  }
  const isField = at.length === place.base.length + place.field.at.length;
  const wanted = isField && mistake === undefined ? EXPECTED_VALUES[place.field.kind] : undefined;
  if (wanted !== undefined && findWholeExpression(parts) === undefined) {
    // The same message as that of the schema, so that the problem is reported only once.
    const message = `${describeValue(text)} is text`;
    context.problems.add({ at, code: 'EXPRESSION_EXPECTED', message, expected: `${wanted}: one expression alone` });
  }
  for (const part of parts) if (part.kind === 'expression') checkExpression(part, at, place.from, context);
}
