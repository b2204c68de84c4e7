import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, snippetsOf } from './snippets';
import { TypingFolder } from './typing-folder';

const folder = new TypingFolder();
afterAll(() => folder.remove());

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const snippets = snippetsOf('README.md');
const [definition = ''] = snippets.filter(({ language }) => language === 'yaml').map(({ text }) => text);
const [result = '', problem = ''] = snippets.filter(({ language }) => language === 'text').map(({ text }) => text);
const run = snippets.find(({ text }) => text.includes('settle-up.yaml') && !text.includes('octavo: 1'))?.text ?? '';

it('the first definition has no problem and gives what the README says, where it says', async () => {
  expect((await folder.type('npx octavo validate settle-up.yaml --json')).stdout).toBe('[]\n');
  expect(run).toMatch(/^npx octavo run \S+\n$/);
  const { stdout } = await folder.type(run);
  expect(stdout.replaceAll(/\d+(\.\d+)? m?s\b/g, '0 ms')).toBe(result);
});

it('the first mistake is reported as the README says, by the command that it names', async () => {
  writeFileSync(join(folder.path, 'settle-up.yaml'), definition.replace('tasks.share', 'tasks.shar'));
  const [, command = ''] = /`(npx octavo [^`]+)` prints\n\n```text\n/.exec(readme) ?? [];
  expect((await folder.type(command)).stdout).toContain(problem);
});
