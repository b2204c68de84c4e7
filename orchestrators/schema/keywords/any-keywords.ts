import { areEqual } from '../../expressions/equality';
import { isJsonList, type Json } from '../../model/json';
import type { KeywordTable, ValidationRun } from '../schema-node';

/** Keywords for values of any type: `type`, `enum`, `const`. */
export const anyKeywords: KeywordTable = {
  type: (wanted) => {
    const types = (isJsonList(wanted) ? wanted : [wanted]).filter((type) => typeof type === 'string');
    return ({ value, place }, run) => {
      if (types.some((type) => isOfType(value, type))) return;
      run.report(place, `is ${describeType(value)}`, types.join(' or '));
    };
  },
  enum: (choices) => {
    const list = isJsonList(choices) ? choices : [];
    const expected = `one of ${list.map(describeValue).join(', ')}`;
    return ({ value, place }, run) => {
      if (!list.some((choice) => isSame(value, choice, run)))
        run.report(place, 'is none of the allowed values', expected);
    };
  },
  const: (wanted) => {
    const expected = describeValue(wanted);
    return ({ value, place }, run) => {
      if (!isSame(value, wanted, run)) run.report(place, 'is not the one allowed value', expected);
    };
  },
};

/** The type of a value by JSON Schema's names: `integer` for whole numbers. */
export function describeType(value: Json): string {
  if (value === null) return 'null';
  if (isJsonList(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

function isOfType(value: Json, type: string): boolean {
  const actual = describeType(value);
  return actual === type || (type === 'number' && actual === 'integer');
}

function isSame(left: Json, right: Json, run: ValidationRun): boolean {
  return areEqual(left, right, run);
}

/** Lists and objects are not shown in messages, because they may be large. */
function describeValue(value: Json): string {
  if (typeof value === 'object' && value !== null) return isJsonList(value) ? '[…]' : '{…}';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
