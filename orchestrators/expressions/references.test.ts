import { compileExpression } from './compiled-expression';
import type { Reference } from './references';

function referencesOf(source: string): readonly Reference[] {
  return compileExpression(source).references;
}

/** `root.path?`, with what may be missing after a `?`. */
function write({ root, path, optionalFrom }: Reference): string {
  return [root, ...path.map((part, index) => (index >= optionalFrom ? `?${part}` : `${part}`))].join('.');
}

it.each([
  ['input', ['input']],
  ['input.a.b', ['input.a.b']],
  ['tasks["y-z"].output.items[0].p', ['tasks.y-z.output.items.0.p']],
  ['input[vars.key].x', ['input.*.x', 'vars.key']],
  ['input.list[index]', ['input.list.*', 'index']],
  ['input[true]', ['input.*']],
  ['input.a + input.b', ['input.a', 'input.b']],
  ['[input.a, {vars.k: item}]', ['input.a', 'vars.k', 'item']],
  ['!input.a ? -vars.b : run.id', ['input.a', 'vars.b', 'run.id']],
  ['has(tasks.a.output)', ['tasks.a.?output']],
  ['has(input["a"])', ['input.?a']],
  ['input.?a.b', ['input.?a.?b']],
  ['input.a[?0].orValue(vars.x)', ['input.a.?0', 'vars.x']],
  ['has(input.?a.b)', ['input.?a.?b']],
  ['input.lines.map(l, l.price * vars.rate)', ['input.lines', 'vars.rate']],
  ['input.lines.filter(input, input.x)', ['input.lines']],
  ['input.l.map(l, l.a > 0, vars.x)', ['input.l', 'vars.x']],
  ['map(input.l, l, l + item)', ['input.l', 'item']],
  ['input.l.sortBy(l, l.a)', ['input.l']],
  ['input.l.sortBy(vars.field)', ['input.l', 'vars.field']],
  ['input.l.sortBy(field)', ['input.l', 'field']],
  ['input.?a.optMap(v, v + index)', ['input.?a', 'index']],
  ['input.l.exists(l, l.m.all(m, m == l && m == item))', ['input.l', 'item']],
  ['(input.a).b', ['input.a.b']],
  ['[input][0].a', ['input']],
  ['size(input.a)', ['input.a']],
  ['now', []],
  ['type(input) == map', ['input']],
  ['optional.of(input.a).orValue(1)', ['input.a']],
  ['"text" + 1', []],
] as const)('%s reads %j', (source, expected) => {
  expect(referencesOf(source).map(write)).toEqual(expected);
});

it('says where a reference stands, and whether it may be missing', () => {
  const source = 'size( input.items ) + vars.?x.orValue(0)';
  const [items, x] = referencesOf(source);
  expect(source.slice(items?.start, items?.end)).toBe('input.items');
  expect(source.slice(x?.start, x?.end)).toBe('vars.?x');
  expect([items?.isOptional, x?.isOptional]).toEqual([false, true]);
});
