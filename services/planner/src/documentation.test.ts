import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { codesOf, declareAction, definitionOf, testActions } from './planner.fixture';
import { problemCatalogue } from './problem';

const text = readFileSync(join(__dirname, '../../../docs/definition-language.md'), 'utf8');
const snippets = [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, snippet]) => snippet ?? '');

// A snippet has tasks, or a whole definition; its first line names the expected problem, if any.
const http = declareAction('http.request', { input: z.looseObject({ url: z.string() }) });
const problemsIn = (snippet: string) =>
  codesOf(/^octavo:/m.test(snippet) ? snippet : definitionOf(snippet, 'vars: { n: 0 }'), {
    actions: [...testActions, http],
  });

it('has snippets', () => {
  expect(snippets.length).toBeGreaterThan(10);
});

it.each(snippets.map((snippet) => [/(?:id: )(\w+)/.exec(snippet)?.[1] ?? '', snippet]))(
  'the snippet of %s has the problems that it names',
  (_id, snippet) => {
    const expected = /^# ([A-Z_]+ .*)$/m.exec(snippet)?.[1];
    expect(problemsIn(snippet)).toEqual(expected === undefined ? [] : [expected]);
  },
);

it('describes every code', () => {
  for (const [code, meaning] of Object.entries(problemCatalogue)) {
    expect(code).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/);
    expect(meaning).toMatch(/\.$/);
  }
});
