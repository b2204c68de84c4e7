import type { Json } from '../../model/json';
import type { Keyword, KeywordTable } from '../schema-node';

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
