import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { findInexactNumber, type Json } from '../model/json';
import { encodeBase64, encodeUtf8 } from './encodings';
import { compileExpression } from './compiled-expression';
import { compileTemplate, parseTemplate, type TemplatePart } from './template';
import { evaluate, fill, meterOf } from './evaluate.fixture';
import { ExpressionError, ExpressionSyntaxError } from './expression-error';
import { sortStably } from './merge-sort';
import { sha256Hex } from './sha256';
import { createVariables } from './variables';

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

/** Sources that are nearly expressions: tokens of CEL in any order. */
const tokenSoup = fc
  .array(
    fc.constantFrom(
      ...'( ) [ ] { } . , ? : + - * / % < > == != && || ! in x x.a x.list 1 0 2.5 "a" true null now has( .map(i, .filter(i, .all(i, i i.a .?a .orValue( size( string( [? range( sum( .sortBy( // r" \' }'.split(
        ' ',
      ),
    ),
    { maxLength: 14 },
  )
  .map((tokens) => tokens.join(' '));

const literal: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })).map(String),
    fc.string().map((text) => JSON.stringify(text.replaceAll(/[^\x20-\x7e]/g, '?'))),
    fc.constantFrom('true', 'false', 'null'),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(', ')}]`),
    fc.tuple(tie('value'), tie('value')).map(([left, right]) => `(${left} == ${right})`),
    fc.tuple(tie('value'), tie('value')).map(([left, right]) => `(true ? ${left} : ${right})`),
  ),
})).value;

function outcomeOf(source: string, variables = createVariables({ x: { a: 1, list: [3, { a: 2 }] } })): unknown {
  const meter = meterOf(10_000);
  try {
    return [compileExpression(source).evaluate(variables, meter), meter.used];
  } catch (error) {
    if (error instanceof ExpressionError) return [error.code, error.message, meter.used];
    if (error instanceof ExpressionSyntaxError) return [error.message, error.offset];
    throw error;
  }
}

it('gives the same value or error and the same count of steps, whatever is written', () => {
  fc.assert(
    fc.property(fc.oneof(tokenSoup, literal, fc.string()), (source) => {
      expect(outcomeOf(source)).toEqual(outcomeOf(source));
    }),
    { numRuns: 3000 },
  );
});

it('gives a value that survives JSON', () => {
  fc.assert(
    fc.property(fc.oneof(tokenSoup, literal), (source) => {
      const [value] = outcomeOf(source) as [Json];
      expect(JSON.parse(JSON.stringify(value))).toEqual(value);
    }),
    { numRuns: 2000 },
  );
});

// JSON writes those of 21 digits or fewer out, and such a text is refused.
function hasUnsafeNumber(value: unknown): boolean {
  if (typeof value === 'number') return findInexactNumber(JSON.stringify(value)) !== undefined;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUnsafeNumber);
}

it('reads what JSON writes', () => {
  fc.assert(
    fc.property(json, (value) => {
      fc.pre(!JSON.stringify(value).includes('__proto__') && !hasUnsafeNumber(value));
      expect(evaluate('parseJson(json(x)) == x', { x: value })).toBe(true);
      expect(evaluate('x', { x: value })).toBe(value);
      expect(evaluate('[x][0]', { x: value })).toEqual(value);
    }),
  );
});

it('compares as JSON does, both ways', () => {
  fc.assert(
    fc.property(json, json, (x, y) => {
      expect(evaluate('x == y', { x, y })).toBe(evaluate('y == x', { x, y }));
      expect(evaluate('x == x && !(x != x)', { x })).toBe(true);
      expect(evaluate('distinct([x, y]).size() == 1', { x, y })).toBe(evaluate('x == y', { x, y }));
    }),
  );
});

it('computes as JavaScript does', () => {
  const number = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(number, number, (x, y) => {
      expect(evaluate('[x + y, x - y, x * y, x < y, x >= y]', { x, y })).toEqual([
        x + y,
        x - y,
        x * y + 0,
        x < y,
        x >= y,
      ]);
      if (y !== 0) expect(evaluate('[x / y, x % y]', { x, y })).toEqual([x / y + 0, (x % y) + 0]);
    }),
  );
});

it('orders texts by code points', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (x, y) => {
      const codes = (text: string) => Array.from(text, (character) => character.codePointAt(0) ?? 0);
      const [left, right] = [codes(x), codes(y)];
      const at = left.findIndex((code, index) => code !== right[index]);
      const isLess = at < 0 ? left.length < right.length : right[at] !== undefined && (left[at] ?? 0) < right[at];
      expect(evaluate('x < y', { x, y })).toBe(isLess);
    }),
  );
});

it('keeps a text without expressions as it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!text.includes('${'));
      expect(fill(text)).toBe(text);
    }),
  );
});

it('escapes: any text can be written', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('$', '{', '}', '${', 'a', '"', ' ')).map((parts) => parts.join('')),
      (text) => {
        expect(fill(text.split('${').join('$${'))).toBe(text);
      },
    ),
  );
});

function partsOf(text: string): readonly TemplatePart[] {
  try {
    return parseTemplate(text);
  } catch (error) {
    expect(error).toBeInstanceOf(ExpressionSyntaxError);
    return [{ kind: 'literal', text, start: 0, end: text.length }];
  }
}

it('cuts a text into parts that make it up', () => {
  const part = fc.constantFrom('${ x }', '${ "}" }', 'a', '$', '{', '}', ' ', '$${', '"');
  fc.assert(
    fc.property(
      fc.array(part).map((parts) => parts.join('')),
      (text) => {
        const parts = partsOf(text);
        expect(parts.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      },
    ),
  );
});

it('fails on a bad template with a place in it, and with nothing else', () => {
  let refused = 0;
  fc.assert(
    fc.property(
      fc
        .array(fc.constantFrom('${', '}', '"', "'", 'r"', '{', '//', '\n', ' x ', '\\', '$'))
        .map((parts) => parts.join('')),
      (text) => {
        try {
          compileTemplate(text);
        } catch (error) {
          refused += 1;
          expect(error).toBeInstanceOf(ExpressionSyntaxError);
          expect((error as ExpressionSyntaxError).offset).toBeLessThanOrEqual(text.length);
        }
      },
    ),
    { numRuns: 1000 },
  );
  // About a third of them; chance alone stays far above this.
  expect(refused).toBeGreaterThan(200);
});

it('encodes and hashes as Node does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const bytes = Buffer.from(text.toWellFormed(), 'utf8');
      expect(Buffer.from(encodeUtf8(text)).equals(bytes)).toBe(true);
      expect(encodeBase64(bytes)).toBe(bytes.toString('base64'));
      expect(sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }),
  );
});

it('sorts stably', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer())), (items) => {
      const compare = (left: readonly number[], right: readonly number[]) => (left[0] ?? 0) - (right[0] ?? 0);
      expect(sortStably(items, compare)).toEqual(items.toSorted(compare));
    }),
  );
});

it('is compiled once for all who have the same text, and evaluated anew for each', () => {
  const compiled = compileExpression('input.n * 2');
  expect(compileExpression('input.n * 2')).toBe(compiled);
  const valueFor = (n: number): unknown => compiled.evaluate(createVariables({ input: { n } }), meterOf());
  expect([valueFor(1), valueFor(2), valueFor(1)]).toEqual([2, 4, 2]);
});
