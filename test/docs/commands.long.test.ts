import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort, type GuardedProcess, startGuardedProcess } from '@octavo/temporal-server';
import { checkout, userEnvironment } from '../entry-points/entry-point';
import { until } from '../integration/support/test-worker';
import { documentedCommands } from './commands';
import { ROOT } from './snippets';
import { TypingFolder } from './typing-folder';

// What commands.test.ts has no time for, word for word: the demo, the examples that wait for people, and the commands for a
// running `octavo dev`. What is not in the documents is its free port.

const WITH_SERVER = /^npx octavo (start|signal|result|ls) /;
const commands = documentedCommands('long');
const folder = new TypingFolder();

afterAll(() => {
  folder.remove();
  // The demo writes where npm runs it.
  for (const name of ['audit.json', 'audit.md']) rmSync(join(ROOT, name), { force: true });
});

it.each(commands.filter(({ line }) => !WITH_SERVER.test(line)))('$document: $line', async ({ line }) => {
  const { code, stderr } = await folder.type(line);
  expect({ code, stderr }).toMatchObject({ code: 0 });
});

describe('with `npx octavo dev` in another terminal', () => {
  let dev: GuardedProcess;
  beforeAll(async () => {
    const [port, uiPort] = [await findFreePort(), await findFreePort()];
    const [command = '', ...before] = checkout.worker.slice(0, -1);
    const args = [...before, 'dev', '--memory', '--port', `${port}`, '--ui-port', `${uiPort}`];
    dev = await startGuardedProcess({ command, args, cwd: folder.path, env: userEnvironment() });
    await until(async () => (await folder.type('npx octavo ls')).code === 0);
  });
  afterAll(() => dev.stop());

  it.each(commands.filter(({ line }) => WITH_SERVER.test(line)))('$document: $line', async ({ line }) => {
    const { code, stderr } = await folder.type(line);
    expect({ code, stderr }).toMatchObject({ code: 0 });
  });
});
