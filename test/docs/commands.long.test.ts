import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { documentedCommands } from './commands';
import { ROOT } from './snippets';
import { TypingFolder } from './typing-folder';

// What commands.test.ts has no time for: the demo, and the examples that wait for people.

const folder = new TypingFolder();
afterAll(() => {
  folder.remove();
  // The demo writes where npm runs it.
  for (const name of ['audit.json', 'audit.md']) rmSync(join(ROOT, name), { force: true });
});

it.each(documentedCommands('long'))('$document: $line, word for word', async ({ line }) => {
  const { code, stderr } = await folder.type(line);
  expect({ code, stderr }).toMatchObject({ code: 0 });
});
