import { callableNames, inspectExpression } from '@octavo/orchestrators/definitions';
import { foreignFunctions } from './functions';
import { foreignNames } from './names';
import { syntaxAdvice } from './syntax';

const all = [...foreignFunctions.values(), ...foreignNames.values(), ...syntaxAdvice].flatMap(({ write }) => write);

it.each([...new Set(all)])('advises what is CEL: %s', (form) => {
  expect(inspectExpression(form).mistakes).toEqual([]);
});

it('knows no function of the language as one of another', () => {
  expect([...foreignFunctions.keys()].filter((name) => callableNames.includes(name))).toEqual([]);
});
