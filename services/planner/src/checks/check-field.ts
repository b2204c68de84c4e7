import {
  describeValue,
  cutTemplate,
  type FieldPath,
  findWholeExpression,
  holdsExpression,
  type TemplatePart,
} from '@octavo/orchestrators/definitions';
import { asMap, valueAt } from '../written-value';
import type { CheckContext } from './check-context';
import { checkKind } from './check-kind';
import { checkReference } from './check-reference';
import type { FieldPlace } from './field-place';
import type { PlacedField } from './task-expressions';
import type { Viewpoint } from './viewpoint';

/** Checks a field, and the expressions in all its texts. What its kind does not say is left to its schema. */
export function checkField(place: FieldPlace, context: CheckContext): void {
  const { owner, base, field } = place;
  const value = valueAt(owner, field.at);
  if (value === undefined) return;
  const at = [...base, ...field.at];
  checkKind(value, at, place, context);
  checkValue(value, at, place, context);
}

/** Kinds that may have texts inside of lists and maps. */
const HOLDING: readonly string[] = ['template', 'computed', 'list'];

function checkValue(value: unknown, at: FieldPath, place: FieldPlace, context: CheckContext): void {
  if (typeof value === 'string') {
    if (holdsExpression(value)) checkText(value, at, place, context);
    return;
  }
  if (!HOLDING.includes(place.field.kind)) return;
  if (Array.isArray(value)) value.forEach((item, index) => checkValue(item, [...at, index], place, context));
  else for (const [key, item] of Object.entries(asMap(value) ?? {})) checkValue(item, [...at, key], place, context);
}

type ExpressionPart = TemplatePart & { readonly kind: 'expression' };

/** What one expression alone has to give. */
const WANTED: Partial<Record<PlacedField['kind'], string>> = {
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
  const wanted = isField && mistake === undefined ? WANTED[place.field.kind] : undefined;
  if (wanted !== undefined && findWholeExpression(parts) === undefined) {
    // As the schema says it of such a text: then it is told once.
    const message = `${describeValue(text)} is text`;
    context.problems.add({ at, code: 'EXPRESSION_EXPECTED', message, expected: `${wanted}: one expression alone` });
  }
  for (const part of parts) if (part.kind === 'expression') checkExpression(part, at, place.from, context);
}

function checkExpression(
  { source, sourceStart, start }: ExpressionPart,
  at: FieldPath,
  from: Viewpoint,
  context: CheckContext,
): void {
  const { references, mistakes } = context.expressions.read(source);
  for (const mistake of mistakes) {
    // An empty expression has nothing to point at but its opening.
    const offset = source.trim() === '' ? start : sourceStart + mistake.offset;
    context.problems.add({ at, ...mistake, offset });
  }
  for (const reference of references) {
    const offset = sourceStart + reference.start;
    checkReference(reference, from, context, (finding) => context.problems.add({ at, offset, ...finding }));
  }
}
