import type { ExpressionMistake } from '../expressions/expression-mistake';
import { type Advice, formatAdvice } from './names';

type Form = readonly [pattern: string, advice: Advice];

const noStatements: Advice = { write: [], note: 'an expression has no statements' };

/**
 * Forms are searched at each character of a text of up to 4 KiB, so no form has an unbounded part: this limits the work per
 * character.
 *
 * Operators of other languages that CEL does not have. An operator that starts with another one comes before it.
 */
const OPERATORS: readonly Form[] = [
  ['===', { write: ['a == b'] }],
  ['!==', { write: ['a != b'] }],
  ['=>|->', { write: ['list.map(x, x * 2)'], note: 'a macro takes the name and then the expression' }],
  [String.raw`\?\?`, { write: ['a.?b.orValue(c)', 'a == null ? c : a'] }],
  [String.raw`\?\.(?!\d)`, { write: ['a.?b.orValue(c)'] }],
  ['=~|~=|!~', { write: ['a.matches("^x")'] }],
  ['<>', { write: ['a != b'] }],
  [String.raw`\.\.\.?`, { write: ['range(1, 6)', 'list + [x]', 'merge(a, b)'] }],
  [String.raw`\.(?=\s{0,9}["'])|~`, { write: ['a + b'], note: '"+" joins texts' }],
  [String.raw`\*\*`, { write: ['a * a'] }],
  [String.raw`\+\+`, { write: ['a + 1'] }],
  [String.raw`[-+*/%:|&]=|(?<![=!<>])=(?!=)`, { write: ['a == b'], note: 'only the action `set` changes variables' }],
  [String.raw`\$\.?`, { write: ['input.a'], note: 'names are written without "$"' }],
  ['(?<!&)&(?!&)', { write: ['a && b'] }],
  [String.raw`(?<!\|)\|(?!\|)`, { write: ['a || b', 'size(a)'], note: 'CEL has no pipes or filters' }],
  [String.raw`\[\s{0,9}(?:-?\d{1,9}\s{0,9})?:\s{0,9}(?:-?\d{1,9}\s{0,9})?\]`, { write: ['list.slice(1, 3)'] }],
  ['`', { write: ['"Hello " + a'], note: 'or put the text around the expression: Hello ${ a }' }],
  [
    String.raw`\b[fF](?=["'])`,
    { write: ['"Hello " + a'], note: 'or put the text around the expression: Hello ${ a }' },
  ],
  [';', noStatements],
];

const WORDS: readonly Form[] = [
  [String.raw`not\s{1,9}in`, { write: ['!(a in list)'] }],
  ['and|AND', { write: ['a && b'] }],
  ['or|OR', { write: ['a || b'] }],
  ['not|NOT', { write: ['!a'] }],
  ['xor', { write: ['a != b'] }],
  ['is|IS|eq', { write: ['a == null', 'a == b'] }],
  ['ne|neq', { write: ['a != b'] }],
  ['lt|le|lte|gt|ge|gte', { write: ['a < b', 'a >= b'] }],
  ['like|LIKE', { write: ['a.contains("x")', 'a.matches("^x")'] }],
  ['between|BETWEEN', { write: ['a >= 1 && a <= 9'] }],
  ['mod|MOD', { write: ['a % b'] }],
  ['div', { write: ['int(a / b)'] }],
  ['typeof|instanceof', { write: ['type(a) == string'] }],
  ['if|then|else|elif|unless|when', { write: ['a ? b : c'] }],
  ['for|lambda|function', { write: ['list.map(x, x * 2)', 'list.filter(x, x > 2)'] }],
  ['new', { write: ['now', 'timestamp("2030-01-31T12:00:00Z")'], note: 'CEL does not create objects' }],
  ['let|const|var|return|await|async', noStatements],
];

/**
 * Comments, strings, members, and names in backquotes: their content is valid CEL or not code. The closing quote may be
 * missing, so that the unbounded parts always match, and no character is read twice.
 */
const SKIPPED = String.raw`//[^\n]*|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|\.\??\s{0,9}(?:\w+|${'`'}[^${'`'}]*${'`'}?)`;

const FORMS: readonly Form[] = [
  ...OPERATORS,
  ...WORDS.map(([word, advice]): Form => [String.raw`\b(?:${word})\b`, advice]),
];
const SCANNER = new RegExp([SKIPPED, ...FORMS.map(([pattern]) => `(${pattern})`)].join('|'), 'g');

/** The first form of another language before `offset`, where the parser failed; it is the cause of the failure. */
export function findForeignSyntax(source: string, offset: number): ExpressionMistake | undefined {
  for (const match of source.matchAll(SCANNER)) {
    if (match.index > offset) return undefined;
    const [, advice] = FORMS[match.findIndex((group, index) => index > 0 && group !== undefined) - 1] ?? [];
    if (advice === undefined) continue;
    const message = `"${match[0].replaceAll(/\s+/g, ' ')}" is not part of CEL, the language of expressions`;
    return { code: 'EXPRESSION_INVALID', message, hint: formatAdvice(advice), offset: match.index };
  }
  return undefined;
}

/** All forms, for the tests: all advice is valid CEL, and no search takes long. */
export const foreignForms = FORMS;
