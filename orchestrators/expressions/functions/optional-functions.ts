import { fail } from '../expression-error';
import { isList, isMap, NONE, Optional, typeName, type Value } from '../value';
import { type FunctionTable, unary, variadic } from './function-spec';

/** Functions on optionals; `or`, `orValue`, `optMap` and `optFlatMap` are macros. */
export const optionalFunctions: FunctionTable = {
  hasValue: unary(
    {
      signature: 'optional.hasValue()',
      meaning: 'Whether the optional has a value.',
      examples: ['{"a": 1}.?a.hasValue()', '{"a": 1}.?b.hasValue()'],
    },
    (optional) => wantOptional(optional).value !== undefined,
  ),
  value: unary(
    {
      signature: 'optional.value()',
      meaning: 'The value of the optional; fails where there is none.',
      examples: ['{"a": 1}.?a.value()', '{"a": 1}.?b.value()'],
    },
    (optional) => wantOptional(optional).value ?? fail('the optional has no value'),
  ),
};

/** Constructors of optionals, called as `optional.of(x)`. */
export const optionalMakers: FunctionTable = {
  of: unary(
    {
      signature: 'optional.of(x)',
      meaning: 'An optional with this value.',
      examples: ['optional.of(1).hasValue()', '[0, ?optional.of(1)]'],
    },
    (value) => new Optional(value),
  ),
  ofNonZeroValue: unary(
    {
      signature: 'optional.ofNonZeroValue(x)',
      meaning: 'An optional with this value, or without one where it is null, false, 0, or an empty text, list or map.',
      examples: ['optional.ofNonZeroValue("").orValue("nothing")', 'optional.ofNonZeroValue(3).orValue(1)'],
    },
    (value) => (isZero(value) ? NONE : new Optional(value)),
  ),
  none: variadic(
    {
      signature: 'optional.none()',
      meaning: 'An optional without a value.',
      examples: ['optional.none().hasValue()', '[0, ?optional.none()]'],
    },
    [0, 0],
    () => NONE,
  ),
};

export function wantOptional(value: Value): Optional {
  return value instanceof Optional ? value : fail(`an optional (from ".?") is wanted, not ${typeName(value)}`);
}

function isZero(value: Value): boolean {
  if (isList(value)) return value.length === 0;
  if (isMap(value)) return Object.keys(value).length === 0;
  return value === null || value === false || value === 0 || value === '';
}
