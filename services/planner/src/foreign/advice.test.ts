import { builtInTaskTypes, callableNames, inspectExpression, workflowActions } from '@octavo/orchestrators/definitions';
import { foreignFunctions } from './functions';
import { foreignNames, foreignTypes } from './names';
import { findForeignSyntax, foreignForms } from './syntax';

const syntaxAdvice = foreignForms.map(([, advice]) => advice);
const all = [...foreignFunctions.values(), ...foreignNames.values(), ...syntaxAdvice].flatMap(({ write }) => write);

it.each([...new Set(all)])('advises valid CEL: %s', (form) => {
  expect(inspectExpression(form).mistakes).toEqual([]);
});

it('does not list a function of the language as foreign', () => {
  expect([...foreignFunctions.keys()].filter((name) => callableNames.includes(name))).toEqual([]);
});

const types = builtInTaskTypes.map(({ type }) => type);

it('does not list a task type of the language as foreign, and advises only existing types', () => {
  expect([...foreignTypes.keys()].filter((name) => types.includes(name))).toEqual([]);
  const named = [...foreignTypes.values()].flatMap((advice) => /^type `(\w+)`/.exec(advice)?.[1] ?? []);
  expect(named.filter((name) => !types.includes(name))).toEqual([]);
  expect(new Set(named)).toEqual(new Set(types));
});

it('advises only existing actions', () => {
  const knownActions = [...workflowActions.map(({ name }) => name), 'http.request', 'shell.run'];
  const named = [...foreignTypes.values()].flatMap((advice) => /action `([\w.]+)`/.exec(advice)?.[1] ?? []);
  expect(named.filter((name) => !knownActions.includes(name))).toEqual([]);
});

// Two adjacent unbounded parts that share characters take quadratic time, three take cubic time.
it.each(foreignForms.map(([form]) => form))('has no unbounded part: %s', (form) => {
  const withoutLiterals = form.replaceAll(/\\.|\[(?:[^\]\\]|\\.)*\]/g, 'x');
  expect(withoutLiterals).not.toMatch(/[*+]|\{\d+,\}/);
});

const tokens = [
  ' ',
  '1',
  '[',
  '[ ',
  '[1',
  '.',
  '. ',
  '"',
  '\\"',
  "'",
  '`',
  '.`',
  'not ',
  '-',
  '|',
  'a',
  '//',
  '\n',
  '$',
];
const starts = ['', '[', '[ 1 ', 'not', '.', 'a.`', '"'];

it.each(starts)('finds foreign syntax in texts of 4 KiB that start with %j', (start) => {
  for (const token of tokens) {
    const text = `${start}${token.repeat(4096)}`.slice(0, 4080);
    const mistake = findForeignSyntax(`===${text}`, 4096);
    expect(mistake).toMatchObject({ offset: 0 });
    findForeignSyntax(`${text} : ${text}`.slice(0, 4096), 4096);
  }
});
