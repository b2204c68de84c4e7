import type { Json } from '@octavo/orchestrators';
import type { Difference, DifferenceField } from '../contracts/evidence';

/** How two values at one place differ. */
export type DifferenceKind = 'missing' | 'added' | 'type' | 'value';

/** The key of a group of differences that probably have the same cause. */
export interface DifferenceGroupKey {
  readonly definition: string;
  readonly type: string;
  readonly field: DifferenceField;
  /** JSON pointer with `*` for every list index. */
  readonly at: string;
  readonly kind: DifferenceKind;
}

export function groupOf(definition: string, difference: Difference): DifferenceGroupKey {
  const { type, field, at } = difference;
  return { definition, type, field, at: generalisePointer(at), kind: kindOf(difference) };
}

/** `/lines/12` becomes `/lines/*`. A key of an object that is a whole number counts as an index. */
export function generalisePointer(pointer: string): string {
  return pointer.replace(/\/\d+(?=\/|$)/g, '/*');
}

/** `missing`: only the old engine has a value there; `added`: only the new one. */
function kindOf(difference: Difference): DifferenceKind {
  if (difference.new === undefined) return 'missing';
  if (difference.legacy === undefined) return 'added';
  return jsonTypeOf(difference.legacy) === jsonTypeOf(difference.new) ? 'value' : 'type';
}

function jsonTypeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

const LONGEST = 1_024;

/** A value for evidence: itself up to about 1 KiB of JSON, else the beginning of its JSON as text. */
export function cutValue(value: Json): Json {
  const text = JSON.stringify(value);
  if (text.length <= LONGEST) return value;
  return `${text.slice(0, LONGEST).toWellFormed()}… (${text.length} characters)`;
}
