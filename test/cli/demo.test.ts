import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverEnvironment } from './support/cli-worker';
import { echo, TestFolder } from './support/definitions';
import { invoke, jsonOf } from './support/invoke';
import { writeShop } from './support/shop';

const folder = new TestFolder();
// No worker polls the task queue: the demo has its own worker and task queue.
const env = serverEnvironment();

beforeAll(() => writeShop(folder.path));
afterAll(() => folder.remove());

const demo = (args: readonly string[], stdin = '') =>
  invoke(['demo', ...args], { env: { ...env, USER: 'ada' }, cwd: folder.path, stdin });

function audit(): unknown {
  return JSON.parse(readFileSync(join(folder.path, 'audit.json'), 'utf8'));
}

it('audits the packages of a lock file, gets the approval from a second run, and writes both reports', async () => {
  const { stdout: ofOthers } = await invoke(['start', folder.write('echo.yaml', echo)], { env });
  const { code, stdout, stderr } = await demo(['.']);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(/second run approves it with a signal task: audit-decision-/),
  });
  expect(audit()).toEqual({
    project: 'shop',
    decision: 'approved by octavo',
    packages: 5,
    notInstalled: 1,
    bytes: expect.any(Number),
    licences: { copyleft: 1, permissive: 2, unknown: 1 },
    attention: [
      { name: 'kettle', license: 'GPL-3.0-only', family: 'copyleft' },
      { name: 'spoon', license: '', family: 'unknown' },
    ],
    duplicates: [{ name: 'tea', versions: ['1.0.0', '2.0.0'] }],
    largest: expect.arrayContaining([{ name: 'kettle', version: '3.0.0', bytes: expect.any(Number) }]),
    installScripts: ['kettle'],
  });
  expect(readFileSync(join(folder.path, 'audit.md'), 'utf8')).toMatch(
    /^# Dependencies of shop\n\n5 packages, 1 of them not installed here/,
  );
  expect(stdout).toMatch(/\nPART +TOOK\n(.*\n)*inspect every package +/);
  expect(stdout).toContain('Read audit.md.');
  expect(jsonOf(await invoke(['status', ofOthers.trim(), '--json'], { env }))).toMatchObject({ status: 'RUNNING' });
});

it('asks the user with --approve me, and treats any answer except yes as no', async () => {
  expect((await demo(['.', '--approve', 'me'], 'n\n')).code).toBe(0);
  expect(audit()).toMatchObject({ decision: 'rejected by ada' });
});

it('continues without an approval when nobody approves in time', async () => {
  expect((await demo(['package-lock.json', '--approve', 'nobody', '--folder', '.'])).code).toBe(0);
  expect(audit()).toMatchObject({ decision: 'not decided in time' });
});

it('ends with 1 if there is no lock file', async () => {
  const { code, stdout } = await demo(['nowhere']);
  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: expect.stringContaining('LOCK_NOT_FOUND in readLock: cannot read'),
  });
});

it('refuses an unknown approver', async () => {
  expect(await demo(['--approve', 'somebody'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('run, me or nobody'),
  });
});
