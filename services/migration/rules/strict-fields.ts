import { findNearest } from '@octavo/orchestrators';
import { z } from 'zod';

/** An object that refuses unknown fields, and tells the nearest known one. */
export function fields<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => describeUnknown(key, known)).join(', ')
        : 'expected an object',
  });
}

/** One of several words; a wrong one is told the nearest. */
export function oneOf<const Words extends readonly string[]>(words: Words): z.ZodType<Words[number]> {
  return z.enum(words, {
    error: ({ input }) => {
      const expected = `expected one of ${words.join(', ')}`;
      const nearest = typeof input === 'string' ? findNearest(input, words) : undefined;
      return nearest === undefined ? expected : `${expected}; nearest is "${nearest}"`;
    },
  });
}

function describeUnknown(field: string, known: readonly string[]): string {
  const nearest = findNearest(field, known);
  const hint = nearest === undefined ? `known are ${known.join(', ')}` : `nearest is "${nearest}"`;
  return `unknown field "${field}"; ${hint}`;
}
