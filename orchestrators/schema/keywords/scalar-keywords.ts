import { compilePattern, type Pattern } from '../../expressions/pattern';
import type { Json } from '../../model/json';
import { formats } from '../formats';
import type { Keyword, KeywordTable, ValidationRun } from '../schema-node';

/** Keywords about numbers. */
export const numberKeywords: KeywordTable = {
  multipleOf: compare((value, step) => isMultiple(value, step), 'a multiple of'),
  maximum: compare((value, bound) => value <= bound, 'at most'),
  exclusiveMaximum: compare((value, bound) => value < bound, 'less than'),
  minimum: compare((value, bound) => value >= bound, 'at least'),
  exclusiveMinimum: compare((value, bound) => value > bound, 'more than'),
};

function compare(holds: (value: number, bound: number) => boolean, wanted: string): Keyword {
  return (bound: Json) => {
    if (typeof bound !== 'number') return undefined;
    return ({ value, place }, run) => {
      if (typeof value !== 'number' || holds(value, bound)) return;
      run.report(place, `is not ${wanted} ${bound}`, `${wanted} ${bound}`);
    };
  };
}

/** Computes in decimal: 19.99 is a multiple of 0.01. */
function isMultiple(value: number, step: number): boolean {
  const quotient = value / step;
  if (!Number.isFinite(quotient)) return value % step === 0;
  return Math.abs(quotient - Math.round(quotient)) <= Number.EPSILON * Math.abs(quotient);
}

/** The cost of compiling a character of a pattern, in steps. */
const PATTERN_STEPS = 20;

/** Keywords about text: lengths in code points, RE2 patterns, formats that are validated. */
export const textKeywords: KeywordTable = {
  maxLength: limitLength((length, limit) => length <= limit, 'at most'),
  minLength: limitLength((length, limit) => length >= limit, 'at least'),
  pattern: (source) => {
    const pattern = typeof source === 'string' ? compilePattern(source) : undefined;
    if (pattern === undefined) return undefined;
    return ({ value, place }, run) => {
      if (typeof value !== 'string' || testPattern(pattern, value, run)) return;
      run.report(place, 'does not match the pattern', `text matching ${JSON.stringify(source)}`);
    };
  },
  format: (name) => {
    const format = typeof name === 'string' ? formats.get(name) : undefined;
    if (format === undefined || typeof name !== 'string') return undefined;
    return ({ value, place }, run) => {
      if (typeof value !== 'string') return;
      run.charge(value.length * (name === 'regex' ? PATTERN_STEPS : 1));
      if (!format(value)) run.report(place, `is not of the format ${name}`, name);
    };
  },
};

/** Tests a pattern; the cost depends on the length of the text. */
export function testPattern(pattern: Pattern, text: string, run: ValidationRun): boolean {
  run.charge(1 + text.length * (1 + (pattern.size >> 5)));
  return pattern.test(text);
}

function limitLength(holds: (length: number, limit: number) => boolean, wanted: string): Keyword {
  return (limit: Json) => {
    if (typeof limit !== 'number') return undefined;
    return ({ value, place }, run) => {
      if (typeof value !== 'string') return;
      run.chargeText(value.length);
      const length = Array.from(value).length;
      if (!holds(length, limit)) run.report(place, `has ${length} characters`, `${wanted} ${limit} characters`);
    };
  };
}
