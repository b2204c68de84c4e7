import * as fc from 'fast-check';
import { Document, type Scalar } from 'yaml';
import { lengths } from '../../../../test/setup/lengths';
import { problemsOf } from '../planner.fixture';

// A problem in an expression stands where the expression parser found it, however the text around it is written.

/** Marks where the problem stands; it is no part of the definition. */
const MARK = '‹';
const head =
  'octavo: 1\nid: test\nvars: { n: 1, count2: 1 }\ntasks:\n  - id: a\n    type: basic\n    action: transform\n';

function expectAtMark(marked: string): void {
  const before = marked.slice(0, marked.indexOf(MARK)).split('\n');
  const places = problemsOf(marked.replace(MARK, '')).map(({ line, column }) => ({ line, column }));
  expect(places).toEqual([{ line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }]);
}

describe('in YAML', () => {
  it.each([
    ['plain', '    with: a ${ vars.count2 + ‹vars.count } b'],
    ['plain over lines', '    with: ${ vars.count2 +\n\n\n      vars.n +\n        ‹vars.count }'],
    ['plain, after what is no ASCII and tabs', '    with: grün 😀 “x”\t\t${ vars.count2\t+\t‹vars.count }'],
    ['after a tag and an anchor', '    with: !!str &x ${ vars.count2 + ‹vars.count }'],
    ['single quotes', "    with: 'it''s ''${ vars.count2 + ‹vars.count }'''"],
    ['single quotes over lines', "    with: '\n\n      it''s ${ ''vars.count'' +\n        ‹vars.count }'"],
    ['double quotes', '    with: "${ vars.count2 + ‹vars.count }"'],
    [
      'double quotes with escapes',
      '    with: "\\n\\" \\x41\\u263a\\U0001F600\\_\\N${ \\"vars.count\\"\\t+ ‹vars.count }"',
    ],
    ['an escaped letter in the name', '    with: "${ 1 + ‹\\x76ars.count }"'],
    ['double quotes over lines', '    with: "a \\n  \\\n      \\ ${ vars.count2 +\n\n      ‹vars.count }"'],
    ['double quotes over lines of Windows', '    with: "a \\\r\n      ${ vars.n +\r\n      ‹vars.count }"\r'],
    ['a literal block', '    with: |\n      vars.count\n      ${ vars.count2\n         + ‹vars.count }\n'],
    ['a block that begins with blanks', '    with: |2+ # vars.count\n       \n       x\n      ${ ‹vars.count }\n\n'],
    ['a folded block', '    with: >-\n\n      vars.count\n      ${ vars.count2\n\n         + ‹vars.count }\n'],
    ['several expressions', '    with: "${ vars.n } ${ vars.count2 } ${ vars.n + ‹vars.count } vars.count"'],
    ['a flow map', '    with: { "{ vars.count }": "${ vars.n }", b: ["vars.count", "${ ‹vars.count }"] }'],
    ['an alias', '    title: &t "vars.count ${ ‹vars.count }"\n    with: 1\n    if: true # *t'],
    ['what cannot be read', '    with: "${ \'}\' } and ${ vars.n + ‹* 2 }"'],
    ['what ends too early', '    with: "${ vars.n + ‹}"'],
    ['what never ends', '    with: "${ vars.n } and ‹${ vars.count"'],
    ['a text that never ends', '    with: "${ vars.n } and ${ 1 + ‹\'x }"'],
    ['an empty expression', '    with: "a ${ vars.n } ‹${  }"'],
    ['a function that does not exist', '    with: "summ ${ vars.n.‹summ() }"'],
    ['a function with too many arguments', '    with: "trim(1, 2) ${ \'x\'.‹trim(1) }"'],
    ['an expression that is too long', `    with: "a \${ ‹'${'x'.repeat(4096)}' }"`],
  ])('%s', (_style, field) => {
    expectAtMark(`${head}${field}\n`);
  });
});

it.each(['${vars.count2+‹vars.count}', '‹${', '${1+‹*2}', '${"}"+‹vars.count}', 'grün\n${vars.count2+‹vars.count}'])(
  'in JSON without blanks: %s',
  (value) => {
    const task = { id: 'a', type: 'basic', action: 'transform', with: value, title: 'vars.count' };
    expectAtMark(JSON.stringify({ octavo: 1, id: 'test', vars: { count2: 1 }, tasks: [task] }));
  },
);

it('in JSON', () => {
  const task = { id: 'a', type: 'basic', action: 'transform', with: 'grün "\n😀 ${ "vars.count" + ‹vars.count }' };
  const text = JSON.stringify({ octavo: 1, id: 'test', vars: {}, tasks: [task] }, null, 2);
  expectAtMark(text);
  expectAtMark(
    text
      .replace('ü', '\\u00fc')
      .replace('vars.count"', 'v\\u0061rs\\/count\\"')
      .replace('vars.count }', '\\u0076ars.count }'),
  );
});

const styles: readonly Scalar.Type[] = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'];
const awkward = fc.constantFrom(
  ' ',
  '  ',
  '\n',
  '\n\n',
  '\t',
  "'",
  '"',
  '\\',
  '#',
  ': ',
  '- ',
  'ü',
  '😀',
  '\u00a0',
  '$',
  '{',
  '}',
  'vars.count2 ',
  'x',
);
const around = fc
  .array(awkward, { maxLength: 20 })
  .map((pieces) => pieces.join(''))
  .filter((text) => !text.includes('${'));
const blanks = fc.constantFrom(' ', '\n', ' \n  ', '\t');

// YAML folds `vars.count\
//   2`, so that `vars.count` alone stands at the end of a line.
const FOLDED_IN_A_WORD = {
  style: 'QUOTE_DOUBLE',
  before: '\u00a0}\tvars.count2 ',
  after: '',
  blank: ' ',
  lineWidth: 22,
} as const;

it('of a broken reference, at every place and in every style', () => {
  fc.assert(
    fc.property(
      fc.record({
        style: fc.constantFrom('JSON' as const, ...styles),
        before: around,
        after: around,
        blank: blanks,
        lineWidth: fc.integer({ min: 20, max: 90 }),
      }),
      ({ style, before, after, blank, lineWidth }) => {
        // A `$` at the end would escape what comes.
        const value = `${before} \${${blank}vars.count2 +${blank}vars.missing${blank}} ${after}`;
        const text = write(value, style, lineWidth);
        // No other text begins with it, also where YAML folds inside of a word.
        const offset = text.indexOf('vars.missing');
        fc.pre(offset >= 0);
        expectAtMark(`${text.slice(0, offset)}${MARK}${text.slice(offset)}`);
      },
    ),
    { numRuns: 100 * lengths.propertyFactor, examples: [[FOLDED_IN_A_WORD]] },
  );
});

function write(value: string, style: Scalar.Type | 'JSON', lineWidth: number): string {
  const tasks = [{ id: 'a', type: 'basic', action: 'transform', with: value }];
  const definition = { octavo: 1, id: 'test', vars: { count2: 1 }, tasks };
  if (style === 'JSON') return JSON.stringify(definition, null, 2);
  const document = new Document(definition);
  (document.getIn(['tasks', 0, 'with'], true) as Scalar).type = style;
  return document.toString({ lineWidth });
}
