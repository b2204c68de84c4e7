import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callableNames } from './compile-call';
import { functionDocs, showOutcome, writeFunctionPage } from './function-page.fixture';
import { optionalMakers } from './functions/optional-functions';
import { operatorDocs } from './operator-docs.fixture';

const PATH = join(__dirname, '../../docs/functions.md');
const docs = functionDocs.flatMap(([, group]) => [...group]);

it('docs/functions.md is what the functions say of themselves, and what their examples give', () => {
  const page = writeFunctionPage();
  if (process.env['OCTAVO_WRITE_FUNCTIONS'] !== undefined) writeFileSync(PATH, page);
  // Written anew by: OCTAVO_WRITE_FUNCTIONS=1 npx jest function-page
  expect(readFileSync(PATH, 'utf8')).toBe(page);
});

it('has everything that can be called, each once', () => {
  const makers = Object.keys(optionalMakers).map((name) => `optional.${name}`);
  expect(docs.map(([name]) => name).toSorted()).toEqual([...callableNames, ...makers].toSorted());
});

it.each([...docs, ...operatorDocs])('%s has an example that gives a value', (_name, { examples }) => {
  expect(examples.map(showOutcome)).toContainEqual(expect.stringMatching(/^→ /));
});
