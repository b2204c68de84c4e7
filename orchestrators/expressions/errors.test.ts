import { compileExpression } from './compiled-expression';
import { callableNames } from './compile-call';
import { failureOf } from './evaluate.fixture';
import { ExpressionError, ExpressionSyntaxError, Site } from './expression-error';
import { findNearest, hintNearest } from './nearest';
import { createMeter } from './evaluation';
import { createVariables, Namespace } from './variables';

it.each([
  [
    'input.nmae',
    'no key "nmae", in: input.nmae; nearest is "name"; has(…) asks, and .?name.orValue(…) gives a default',
  ],
  ['tasks.dnoe.output', /^no key "dnoe", in: tasks\.dnoe; nearest is "done"/],
  ['inptu.x', 'there is no variable "inptu" here, in: inptu; nearest is "input"'],
  ['1 + "a"', 'there is no number + string: use string(…) to join as text, in: 1 + "a"'],
  ['"5" * 2', 'there is no string * number: use double(…) or int(…) to read a number, in: "5" * 2'],
  ['"a" - "b"', /use timestamp/],
  ['input.count && true', 'true or false is wanted, not number: compare it with something, in: input.count'],
  ['input.lines[7].sku', 'no index 7: the list has 3 elements, counted from 0, in: input.lines[7]'],
  ['input.lines["0"]', /a list is read by a whole number, not by string/],
  ['input.lines.length', /not by string, in: input\.lines\.length; size\(…\) gives the length$/],
  ['"text".length', /it has no keys, in: "text"\.length; size\(…\) gives the length$/],
  ['input[0]', /a map is read by text, not by number/],
  ['input.empty.x', 'cannot read "x" of null: it has no keys, in: input.empty.x'],
  ['input.empty[0]', 'cannot read [0] of null: it has no keys, in: input.empty[0]'],
  ['input.empty[true]', /cannot read bool of null/],
  ['size(5) + 1', 'text, a list or a map has a size, not number, in: size(5)'],
  ['tasks', /this is not a value/],
  ['input.?nothing', 'the value is missing: add .orValue(…) to give a default, in: input.?nothing'],
  [`input["${'k'.repeat(500)}"]`, /^no key "k{64}…"/],
])('%s fails with what, where and what to do', (source, message) => {
  const { message: actual } = failureOf(source);
  if (typeof message === 'string') expect(actual).toBe(message);
  else expect(actual).toMatch(message);
});

it.each([
  ['sze(input)', 'there is no function "sze"; nearest is "size"', 0],
  ['1 + input.total.ruond()', 'there is no function "ruond"; nearest is "round"', 16],
  ['size(1, 2)', 'size is called as size(x)', 0],
  ['a = 1', 'unexpected "=": write "==" to compare', 2],
  ['a & b', 'unexpected "&": write "&&"', 2],
  ['$input', 'unexpected "$": inside ${ } names are written without it', 0],
  ['1 +', 'expected a value, but the expression ends', 3],
  ['[1, 2', 'expected "]" of the list, but the expression ends', 5],
  ['a b', 'expected an operator or the end, but found "b"', 2],
  ['9007199254740993', 'the number 9007199254740993 is too large: whole numbers go up to 2^53', 0],
  ['"a\\q"', '"\\q" is not an escape: write "\\\\" for a backslash', 2],
])('%s is told as %j at %d', (source, message, offset) => {
  let error: unknown;
  try {
    compileExpression(source);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(ExpressionSyntaxError);
  expect(error).toMatchObject({ message, offset });
});

it('says where it failed', () => {
  expect(failureOf('1 + input.nothing').range).toMatchObject({ start: 4, end: 17 });
});

it('shortens long places', () => {
  const site = new Site('x'.repeat(500), 0, 500);
  expect(site.text).toHaveLength(81);
});

it('never tells values, for they may be secrets', () => {
  const secret = 'hunter2';
  for (const source of [
    'int(s)',
    'duration(s)',
    'timestamp(s)',
    'parseJson(s)',
    'bool(s)',
    's + 1',
    's.x',
    '"a".matches("(" + s)',
    '[s].sum()',
  ]) {
    expect(failureOf(source, { s: secret }).message).not.toContain(secret);
  }
});

it('turns what breaks inside into a failure of its own', () => {
  const broken = {
    get: () => {
      throw new RangeError('out of stack');
    },
  };
  const evaluate = () => compileExpression('1 + x').evaluate(broken, createMeter({ now: () => '' }));
  expect(evaluate).toThrow(ExpressionError);
  expect(evaluate).toThrow(/broke a limit/);
});

it('passes on the failures of variables', () => {
  const failing = {
    get: () => {
      throw new ExpressionError('EXPRESSION_FAILED', 'gone');
    },
  };
  const evaluate = (source: string) => compileExpression(source).evaluate(failing, createMeter({ now: () => '' }));
  expect(() => evaluate('x.y')).toThrow(/^gone, in: x\.y$/);
  expect(evaluate('x.y || true')).toBe(true);
});

it('lets inner variables shadow outer ones', () => {
  const outer = createVariables({ a: 1, b: 2, c: 3 });
  const inner = createVariables({ a: 10, b: null, c: undefined }, outer);
  expect(['a', 'b', 'c', 'd', 'toString'].map((name) => inner.get(name))).toEqual([10, null, 3, undefined, undefined]);
});

it('knows no names of a namespace that does not tell them', () => {
  class Silent extends Namespace {
    override get(): undefined {
      return undefined;
    }
  }
  expect(new Silent().keys()).toEqual([]);
});

it('finds the nearest name only where it is near', () => {
  expect(findNearest('totl', ['total', 'count'])).toBe('total');
  expect(findNearest('xyz', ['total', 'count'])).toBeUndefined();
  expect(findNearest('a'.repeat(100), ['a'.repeat(100)])).toBeUndefined();
  expect(hintNearest('TOTAL', ['total'])).toBe('; nearest is "total"');
  expect(hintNearest('q', [])).toBe('');
});

it('names everything that can be called', () => {
  expect(callableNames).toEqual(expect.arrayContaining(['size', 'map', 'sortBy', 'orValue', 'has', 'uuid']));
});
