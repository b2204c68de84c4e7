import { runCommand } from '../entry-points/entry-point';
import { documentedCommands, unusedExceptions } from './commands';
import { ROOT } from './snippets';
import { TypingFolder } from './typing-folder';

const folder = new TypingFolder();
afterAll(() => folder.remove());

it.each(documentedCommands('short'))('$document: $line, word for word', async ({ line }) => {
  const { code, stderr } = await folder.type(line);
  expect({ code, stderr }).toMatchObject({ code: 0 });
});

it('no command is an exception that no document has', () => {
  expect(unusedExceptions()).toEqual([]);
});

it('npm run octavo -- validate FILE, as services/cli/README.md has it', async () => {
  const { code, stdout } = await runCommand(
    ['npm', 'run', 'octavo', '--', 'validate', 'examples/types/wait.yaml'],
    ROOT,
  );
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('✓ examples/types/wait.yaml') });
});
