import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '@octavo/temporal-server';
import { TestFolder } from '../cli/support/definitions';
import { invoke, type Invocation } from '../cli/support/invoke';
import { type Ended, runCommand } from '../entry-points/entry-point';
import { until } from '../integration/support/test-worker';
import { splitShellWords } from '../docs/shell-words';
import { ROOT, snippetsOf } from '../docs/snippets';
import { cleanEnvironment } from '../setup/clean-environment';

// The first rollout of docs/migration.md, with exactly its commands; only the free ports differ. `npm test` runs the commands
// in this process, `npm run test:all` in a shell.

const folder = new TestFolder();
const snippets = snippetsOf('docs/migration.md');
const [config = ''] = snippets.filter(({ language }) => language === 'yaml').map(({ text }) => text);
const [dev = '', ...commands] = snippets
  .filter(({ language }) => language === 'sh')
  .flatMap(({ text }) => text.split('\n').filter(Boolean))
  .map((line) => line.replace(/^npx octavo /, ''));
const base = { ...cleanEnvironment(), OCTAVO_ACTOR: 'ann' };
let env: NodeJS.ProcessEnv;
let metricsUrl: string;
let stop: () => Promise<Invocation>;

beforeAll(async () => {
  folder.write('octavo.config.yaml', config);
  for (const name of ['examples', 'node_modules']) symlinkSync(join(ROOT, name), join(folder.path, name));
  const [port, uiPort, metricsPort] = [await findFreePort(), await findFreePort(), await findFreePort()];
  const metrics = `127.0.0.1:${metricsPort}`;
  metricsUrl = `http://${metrics}/metrics`;
  // No option names the server: the commands find the `octavo dev` of the folder.
  env = base;
  const interrupt = await new Promise<() => void>((onInterruptible, reject) => {
    const args = [dev, '--port', `${port}`, '--ui-port', `${uiPort}`];
    const ended = invoke(args, { cwd: folder.path, env: { ...base, OCTAVO_METRICS: metrics }, onInterruptible });
    ended.then(({ stderr }) => reject(new Error(stderr)), reject);
    stop = async () => {
      interrupt();
      return ended;
    };
  });
});
afterAll(async () => {
  expect((await stop()).stderr).toMatch(/"migration":"both engines, by the rules in [^"\n]*\/rollout"/);
  folder.remove();
});

function octavo(line: string): Promise<Ended | Invocation> {
  if (process.env['OCTAVO_TEST_ALL'] === undefined) return invoke(splitShellWords(line), { cwd: folder.path, env });
  return runCommand(['sh', '-c', `npx octavo ${line}`], folder.path, env);
}

/** Waits until a change has reached the worker, as a person would. */
async function untilWorkerHas(revision: string): Promise<void> {
  await until(async () => (await (await fetch(metricsUrl)).text()).includes(`octavo_rollout_revision ${revision}\n`));
}

const outputs = new Map<string, string>();

it.each(commands.slice(0, -1))('octavo %s', async (line) => {
  const { code, stdout, stderr } = await octavo(line);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
  const [, revision] = /^revision (\d+)/.exec(stdout) ?? [];
  if (revision !== undefined) await untilWorkerHas(revision);
  outputs.set(line, stdout);
});

it('shows the output of the guide', () => {
  expect(dev).toBe('dev');
  expect(outputs.get('rollout report')).toMatch(/\nrouter-example +router +1 +1 +100 %/);
  expect(outputs.get('rollout status')).toMatch(
    /\nrouter +shadow +shadow .*[^]*\nrouter +parity +wait +1 of 1 compared/,
  );
  expect(outputs.get('rollout audit')).toMatch(
    /kill switch off +and on again\n.*kill switch on +all of it\n.*rolled back/,
  );
});

it('octavo rollout retire: the old engine is still needed', async () => {
  const { code, stdout } = await octavo(commands.at(-1) ?? '');
  expect(code).toBe(1);
  expect(stdout).toMatch(/^The old engine is still needed:\n✗ basic is shadow, [^]*✗ router is stopped, /);
});
