import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { codesOf, declareAction, definitionOf, testActions } from './planner.fixture';
import { problemCatalogue } from './problem';

const text = readFileSync(join(__dirname, '../../../docs/definition-language.md'), 'utf8');
const snippets = [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, snippet]) => snippet ?? '');

// What is in a snippet are tasks, or a whole definition; its first line names what is told of it, if anything.
const http = declareAction('http.request', { input: z.looseObject({ url: z.string() }) });
const toldOf = (snippet: string) =>
  codesOf(/^octavo:/m.test(snippet) ? snippet : definitionOf(snippet, 'vars: { n: 0 }'), {
    actions: [...testActions, http],
  });

it('has snippets', () => {
  expect(snippets.length).toBeGreaterThan(10);
});

it.each(snippets.map((snippet) => [/(?:id: )(\w+)/.exec(snippet)?.[1] ?? '', snippet]))(
  'the snippet of %s is as it says',
  (_id, snippet) => {
    const told = /^# ([A-Z_]+ .*)$/m.exec(snippet)?.[1];
    expect(toldOf(snippet)).toEqual(told === undefined ? [] : [told]);
  },
);

it('has a meaning for every code', () => {
  for (const [code, meaning] of Object.entries(problemCatalogue)) {
    expect(code).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/);
    expect(meaning).toMatch(/\.$/);
  }
});
