import { type Pattern, compilePattern } from '../../expressions/pattern';
import type { Json } from '../../model/json';
import { formats } from '../formats';
import type { Keyword, KeywordTable, ValidationRun } from '../schema-node';

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
