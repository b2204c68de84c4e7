import { compileTemplate, findWholeExpression, parseTemplate } from './template';
import { fill, meterOf, NOW } from './evaluate.fixture';
import { ExpressionSyntaxError } from './expression-error';
import { looksLikeExpression } from './looks-like-expression';
import type { Json } from '../model/json';

it.each<[template: Json, value: Json]>([
  ['plain', 'plain'],
  ['${ 1 + 1 }', 2],
  ['  ${ [1] }\n', [1]],
  ['${ input.lines[0] }', { sku: 'x', price: 20, qty: 2 }],
  ['total: ${ input.total } for ${input.name}', 'total: 12.5 for Ada'],
  ['${ 1 }${ 2 }', '12'],
  ['a ${ null } ${ true } ${ {"b": [1]} } ${ now }', `a null true {"b":[1]} ${NOW}`],
  ['${ "}" }', '}'],
  ['${ \'}\' + "{" }', '}{'],
  ['${ {"a": {"b": 1}}.a.b }', 1],
  ["${ r'\\' + '}' }", '\\}'],
  ['${ """a"}b""" }', 'a"}b'],
  ["${ '\\'}' }", "'}"],
  ["${ 1 // a comment, don't stop\n + 1 }", 2],
  ['${ 1 // } is an end', '1 is an end'],
  ['$${ not.read }', '${ not.read }'],
  ['$$${ x }', '$${ x }'],
  ['cost: $5 and $${x} and ${ 1 }', 'cost: $5 and ${x} and 1'],
  ['$ { 1 }', '$ { 1 }'],
  ['${ "$" + "{" }', '${'],
  [
    { a: '${ 1 }', b: ['x ${ 2 }', 3, null], c: { d: true } },
    { a: 1, b: ['x 2', 3, null], c: { d: true } },
  ],
  [{ '${ 1 }': '${ 1 }' }, { '${ 1 }': 1 }],
  [{ a: ['$${x}'] }, { a: ['${x}'] }],
  [null, null],
  [5, 5],
])('%j is %j', (template, value) => {
  expect(fill(template)).toEqual(value);
});

it('gives a constant back as it is', () => {
  const value = { a: [1, 'x', { b: null }] };
  const template = compileTemplate(value);
  expect(template.isConstant).toBe(true);
  expect(template.expressions).toEqual([]);
  expect(template.evaluate({ get: () => undefined }, meterOf())).toBe(value);
});

it('writes escapes of a constant once', () => {
  const template = compileTemplate({ a: '$${x}' });
  expect(template.isConstant).toBe(true);
  expect(template.evaluate({ get: () => undefined }, meterOf())).toEqual({ a: '${x}' });
});

it('lists its expressions in order', () => {
  const template = compileTemplate({ a: '${ input.x } and ${ vars.y }', b: ['${ tasks.z.output }'] });
  expect(template.isConstant).toBe(false);
  expect(template.expressions.map(({ source }) => source.trim())).toEqual(['input.x', 'vars.y', 'tasks.z.output']);
});

it.each([
  ['${ 1', 0],
  ['text ${ {"a": 1 }', 5],
  ['${ "abc }', 3],
  ["${ 'abc\n' }", 3],
  ['ab ${ 1 + }', 10],
  ['${ }', 2],
  ['${ foo(1) }', 3],
])('%j is a syntax error at %d', (text, offset) => {
  const compile = () => compileTemplate(text);
  expect(compile).toThrow(ExpressionSyntaxError);
  expect(compile).toThrow(expect.objectContaining({ offset }));
});

it('refuses a template that nests too deeply', () => {
  let value: Json = 'x';
  for (let depth = 0; depth < 300; depth += 1) value = [value];
  expect(() => compileTemplate(value)).toThrow(/nests deeper/);
});

it('shares a budget among the expressions of a template', () => {
  const template = compileTemplate(['${ range(1000) }', '${ range(1000) }', '${ range(1000) }']);
  expect(() => template.evaluate({ get: () => undefined }, meterOf(600))).toThrow(/more than 600 steps/);
});

it('cuts a text into parts with their places', () => {
  expect(parseTemplate('a ${ x }b')).toEqual([
    { kind: 'literal', text: 'a ', start: 0, end: 2 },
    { kind: 'expression', source: ' x ', sourceStart: 4, start: 2, end: 8 },
    { kind: 'literal', text: 'b', start: 8, end: 9 },
  ]);
  expect(parseTemplate('')).toEqual([]);
});

it('finds the expression that is a whole text', () => {
  expect(findWholeExpression(parseTemplate(' ${ x }\n'))?.source).toBe(' x ');
  expect(findWholeExpression(parseTemplate('${ x } y'))).toBeUndefined();
  expect(findWholeExpression(parseTemplate('${ x }${ y }'))).toBeUndefined();
  expect(findWholeExpression(parseTemplate('x'))).toBeUndefined();
});

it.each([
  'input.total > 3',
  'tasks.a.output.items',
  'vars.attempts == 0 && true',
  'size(input.lines) > 0',
  'item["price"] < 5',
  'index == 0',
  'has(input.x)',
  '!input.isPaid',
])('%s looks like an expression', (text) => {
  expect(looksLikeExpression(text)).toBe(true);
});

it.each([
  'hello',
  'input',
  'example.com',
  'well-known',
  'a/b',
  'GET',
  '${ input.x }',
  'not an expression',
  '5m',
  '',
  'input.'.repeat(1000),
])('%s does not look like an expression', (text) => {
  expect(looksLikeExpression(text)).toBe(false);
});
