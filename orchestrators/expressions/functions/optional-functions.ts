import { fail } from '../expression-error';
import { isList, isMap, NONE, Optional, typeName, type Value } from '../value';
import { type FunctionTable, unary, variadic } from './function-spec';

/** What may be asked of an optional; `or`, `orValue`, `optMap` and `optFlatMap` are macros. */
export const optionalFunctions: FunctionTable = {
  hasValue: unary('optional.hasValue()', (optional) => wantOptional(optional).value !== undefined),
  value: unary('optional.value()', (optional) => wantOptional(optional).value ?? fail('the optional has no value')),
};

/** Makers of optionals, called as `optional.of(x)`. */
export const optionalMakers: FunctionTable = {
  of: unary('optional.of(x)', (value) => new Optional(value)),
  ofNonZeroValue: unary('optional.ofNonZeroValue(x)', (value) => (isZero(value) ? NONE : new Optional(value))),
  none: variadic('optional.none()', [0, 0], () => NONE),
};

export function wantOptional(value: Value): Optional {
  return value instanceof Optional ? value : fail(`an optional (from ".?") is wanted, not ${typeName(value)}`);
}

function isZero(value: Value): boolean {
  if (isList(value)) return value.length === 0;
  if (isMap(value)) return Object.keys(value).length === 0;
  return value === null || value === false || value === 0 || value === '';
}
