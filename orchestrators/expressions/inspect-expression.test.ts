import { inspectExpression } from './inspect-expression';

const mistakesOf = (source: string) =>
  inspectExpression(source).mistakes.map(({ reason, offset }) => [source.slice(offset, offset + 5), reason]);

it('finds nothing in what can run', () => {
  expect(inspectExpression('sum(input.lines.map(l, l.price))')).toMatchObject({
    mistakes: [],
    references: [{ root: 'input' }],
  });
});

it('finds every mistake with its place, in source order, also inside of what is refused', () => {
  expect(mistakesOf('summ(fooo(1), [has(x)]) + 1 > barr(x.matches("(?=a)"))')).toEqual([
    ['summ(', 'there is no function "summ"'],
    ['fooo(', 'there is no function "fooo"'],
    ['has(x', 'has(…) asks for a key, as in has(x.y)'],
    ['barr(', 'there is no function "barr"'],
    ['"(?=a', 'this is not a regular expression of RE2 (which has no look-around and no back references)'],
  ]);
});

it('finds them left of a dot, inside of macros and of keys', () => {
  const mistakes = mistakesOf('aaaa(1).b[bbbb(2)] + [1].map(x, cccc(x)) + {dddd(1): eeee(2)}');
  expect(mistakes.map(([place]) => place)).toEqual(['aaaa(', 'bbbb(', 'cccc(', 'dddd(', 'eeee(']);
});

it('finds literals where only true or false makes sense, and lets through what may be one', () => {
  expect(mistakesOf('input.a || "World"').map(([place]) => place)).toEqual(['"Worl']);
  expect(mistakesOf('!5 && [1] ? {} ? 1 : 2 : null || x').map(([place]) => place)).toEqual([
    '5 && ',
    '[1] ?',
    '{} ? ',
    'null ',
  ]);
  expect(mistakesOf('input.a || true || !has(x.y) || [1].exists(e, e > 0) ? "a" : "b"')).toEqual([]);
});

it('tells the references beside them', () => {
  expect(inspectExpression('summ(input.a) + vars.b').references).toMatchObject([{ root: 'input' }, { root: 'vars' }]);
});

it('tells a mistake once, however deep it lies', () => {
  expect(mistakesOf(`${'f('.repeat(60)}1${')'.repeat(60)}`)).toHaveLength(60);
});

it('throws for what cannot be read', () => {
  expect(() => inspectExpression('1 +')).toThrow('expected');
});
