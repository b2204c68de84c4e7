import { builtInTaskTypes, callableNames, inspectExpression, workflowActions } from '@octavo/orchestrators/definitions';
import { foreignFunctions } from './functions';
import { foreignNames } from './names';
import { syntaxAdvice } from './syntax';
import { foreignTypes } from './types';

const all = [...foreignFunctions.values(), ...foreignNames.values(), ...syntaxAdvice].flatMap(({ write }) => write);

it.each([...new Set(all)])('advises what is CEL: %s', (form) => {
  expect(inspectExpression(form).mistakes).toEqual([]);
});

it('knows no function of the language as one of another', () => {
  expect([...foreignFunctions.keys()].filter((name) => callableNames.includes(name))).toEqual([]);
});

const types = builtInTaskTypes.map(({ type }) => type);

it('knows no task type of the language as one of another system, and names only its own', () => {
  expect([...foreignTypes.keys()].filter((name) => types.includes(name))).toEqual([]);
  const named = [...foreignTypes.values()].flatMap((advice) => /^type `(\w+)`/.exec(advice)?.[1] ?? []);
  expect(named.filter((name) => !types.includes(name))).toEqual([]);
  expect(new Set(named)).toEqual(new Set(types));
});

it('names actions that exist', () => {
  const known = [...workflowActions.map(({ name }) => name), 'http.request', 'shell.run'];
  const named = [...foreignTypes.values()].flatMap((advice) => /action `([\w.]+)`/.exec(advice)?.[1] ?? []);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});
