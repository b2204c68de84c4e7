import { BARELY_LINEAR, growthOf } from '../../test/setup/growth-of';
import { compileExpression } from './compiled-expression';
import { evaluate, failureOf, meterOf } from './evaluate.fixture';
import { ExpressionError, ExpressionSyntaxError } from './expression-error';
import { createMeter, DEFAULT_BUDGET } from './evaluation';
import { compilePattern, matchPattern } from './pattern';
import { createVariables } from './variables';
import type { Json } from '../model/json';

/** Less than the default, for these tests to be quick. */
const BUDGET = 200_000;

const items = Array.from({ length: 1000 }, (_, index) => index);
const text = 'x'.repeat(200_000);

const hogs: readonly string[] = [
  'items.all(a, items.all(b, items.all(c, true)))',
  'items.map(a, items.map(b, items.map(c, c)))',
  'items.map(a, text + text + text + text).size() > 0 && items.all(a, (text + text) != "")',
  'range(2000000000)',
  'range(1000).map(a, range(100000)).size() == 0',
  'items.map(a, items + items + items + items + items).size() == items.map(a, items + items + items + items).size()',
  'text.split("").map(c, text).map(c, c.replace("x", text))',
  'items.map(a, text.replace("x", "yy"))',
  'items.map(a, [text, text].join(text))',
  'items.map(a, json(text))',
  'items.map(a, sha256(text))',
  'items.map(a, base64(text))',
  'items.map(a, urlEncode(text))',
  'items.map(a, parseJson("[" + text.replace("x", "1,") + "1]"))',
  'items.map(a, text.reverse())',
  'items.map(a, text.slice(1))',
  'items.map(a, text == text + "")',
  'items.map(a, text < text + "y")',
  'items.map(a, text.matches("(x+x+)+y"))',
  'items.map(a, distinct(items))',
  'items.map(a, items.sortBy(e, -e))',
  'items.map(a, items.groupBy(e, e))',
  'items.map(a, items + [a] in [items + [-1]])',
  'items.map(a, flatten([items, items]))',
  'items.map(a, items.chunk(1))',
  'items.map(a, items.reverse()).map(b, sum(b)).map(c, items.map(d, max(items)))',
  'items.map(a, merge(items.map(b, {"k": b})))',
  'items.exists(a, items.exists(b, b.missing == 1))',
  'items.all(a, items.all(b, 1 / 0 > 0 || true))',
];

function outcomeOf(source: string): readonly [code: string, used: number] {
  const meter = meterOf(BUDGET);
  try {
    compileExpression(source).evaluate(createVariables({ items, text }), meter);
  } catch (error) {
    if (error instanceof ExpressionError) return [error.code, meter.used];
    throw error;
  }
  return ['SUCCESS', meter.used];
}

it.each(hogs)('stops %s, at the same step each time', (source) => {
  const first = outcomeOf(source);
  expect(first[0]).toBe('EXPRESSION_BUDGET_EXCEEDED');
  expect(outcomeOf(source)).toEqual(first);
});

it.each([
  'items.all(a, items.all(b, items.all(c, true))) || true',
  'true && items.all(a, items.all(b, items.all(c, true))) && false',
  '[1].exists(x, items.all(a, items.all(b, items.all(c, true))))',
  'items.exists(x, range(2000000000) == [])',
  'items.all(x, range(2000000000) != [])',
])('lets nothing overrule it in %s', (source) => {
  expect(outcomeOf(source)[0]).toBe('EXPRESSION_BUDGET_EXCEEDED');
});

it('counts the same steps on every run', () => {
  const source = 'items.filter(i, i % 3 == 0).map(i, {"i": i, "s": string(i)}).sortBy("s").size()';
  const counts = Array.from({ length: 3 }, () => outcomeOf(source));
  expect(new Set(counts.map(([, used]) => used)).size).toBe(1);
  expect(counts[0]?.[1]).toBeGreaterThan(1000);
});

it('leaves room for a few passes over as many items as a collection may have', () => {
  const many = Array.from({ length: 100_000 }, (_, index) => ({ n: index }));
  expect(evaluate('items.map(i, i.n).size()', { items: many })).toBe(100_000);
});

it('takes as many steps as it has nodes', () => {
  const expression = compileExpression('1 + 2 * 3');
  const meter = createMeter({ now: () => '' });
  expression.evaluate({ get: () => undefined }, meter);
  expect([expression.cost, meter.used, meter.budget]).toEqual([5, 5, DEFAULT_BUDGET]);
});

it('keeps a budget of its own where it is told one', () => {
  expect(() => evaluate('[1, 2, 3]', {}, 3)).toThrow(expect.objectContaining({ code: 'EXPRESSION_BUDGET_EXCEEDED' }));
  expect(evaluate('[1, 2, 3]', {}, 4)).toEqual([1, 2, 3]);
});

it('limits results that share structure', () => {
  const doubling = '[items]' + '.map(a, [a, a])'.repeat(30);
  expect(outcomeOf(doubling)[0]).toBe('EXPRESSION_BUDGET_EXCEEDED');
  expect(outcomeOf('items.map(a, items.map(b, text))[0].map(c, text + "").size()')[0]).toBe(
    'EXPRESSION_BUDGET_EXCEEDED',
  );
  expect(outcomeOf('range(2000).map(a, text)')[0]).toBe('EXPRESSION_BUDGET_EXCEEDED');
});

it('gives what it read from the input back as it is', () => {
  const lines: Json = [{ a: [1] }];
  const variables = createVariables({ input: { lines }, flag: true });
  const value = (source: string) => compileExpression(source).evaluate(variables, meterOf());
  expect(value('input.lines')).toBe(lines);
  expect(value('flag ? input.lines : []')).toEqual(lines);
  expect(value('input.?lines.orValue([])')).toEqual(lines);
  expect(value('input.?lines')).toBe(lines);
  expect(value('input.lines.filter(l, true)')).toEqual(lines);
});

it.each([
  ['parentheses', `${'('.repeat(1000)}1${')'.repeat(1000)}`],
  ['lists', `${'['.repeat(1000)}${']'.repeat(1000)}`],
  ['conditionals', `${'true ? 1 : '.repeat(1000)}1`],
  ['not', `${'!'.repeat(4000)}true`],
  ['minus', `${'-'.repeat(4000)}1`],
  ['sums', `1${' + 1'.repeat(5000)}`],
  ['members', `x${'.a'.repeat(5000)}`],
  ['indices', `x${'[0]'.repeat(5000)}`],
  ['calls', `x${'.size()'.repeat(5000)}`],
  ['maps', `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`],
  ['macros', `${'[1].map(x, '.repeat(1000)}1${')'.repeat(1000)}`],
])('refuses a tower of %s', (_, source) => {
  expect(() => compileExpression(source)).toThrow(ExpressionSyntaxError);
});

it('fails on values that nest too deeply to be compared or written', () => {
  let deep: Json = 1;
  for (let depth = 0; depth < 20_000; depth += 1) deep = [deep];
  let map: Json = 1;
  for (let depth = 0; depth < 20_000; depth += 1) map = { a: map };
  for (const source of ['x == y', 'distinct([x])', 'json(x)', 'string(x)', '[x]', '"a" + string({"a": x})']) {
    expect(failureOf(source, { x: deep, y: [deep] }).message).toMatch(/nest/);
    expect(failureOf(source, { x: map, y: { a: map } }).message).toMatch(/nest/);
  }
});

it.each(['1 ', '"', 'a', ' ', '/'])('reads a hostile source of many %j in linear time', async (text) => {
  const read = (length: number): void => {
    try {
      compileExpression(text.repeat(length));
    } catch (error) {
      expect(error).toBeInstanceOf(ExpressionSyntaxError);
    }
  };
  expect(await growthOf(read, 500_000)).toBeLessThan(BARELY_LINEAR);
});

it.each(['^(a+)+$', '(a|a)*b', '(a*)*c', '([a-z]+)*d', '(x+x+)+y'])('matches %s in linear time', async (pattern) => {
  const match = (length: number): void =>
    expect(matchPattern('a'.repeat(length), pattern, meterOf())).toBe(pattern === '^(a+)+$');
  expect(await growthOf(match, 50_000)).toBeLessThan(BARELY_LINEAR);
});

it('forgets patterns that it has not seen for long', () => {
  const meter = meterOf();
  const first = compilePattern('^a0$');
  for (let index = 0; index < 200; index += 1) expect(matchPattern(`a${index}`, `^a${index}$`, meter)).toBe(true);
  expect(compilePattern('^a199$')).toBe(compilePattern('^a199$'));
  expect(compilePattern('^a0$')).not.toBe(first);
});

it('tells the range of a range without making it', () => {
  const range = compileExpression('range(input.from, 2000000000)');
  const variables = createVariables({ input: { from: 5 } });
  expect(range.evaluateRange?.(variables, meterOf())).toEqual({ from: 5, until: 2_000_000_000 });
  expect(compileExpression('input.n.range()').evaluateRange).toBeDefined();
  expect(compileExpression('input.list').evaluateRange).toBeUndefined();
  expect(() => range.evaluateRange?.(createVariables({}), meterOf())).toThrow(ExpressionError);
});
