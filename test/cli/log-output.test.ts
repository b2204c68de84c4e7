import { openSync } from 'node:fs';
import { serverEnvironment } from './support/cli-worker';
import { definitionOf, TestFolder } from './support/definitions';
import { invoke, jsonOf } from './support/invoke';
import { SECRET, writeLogProject } from './support/log-project';
import { startLogWorker, untilSaid } from './support/log-worker';
import { type OctavoProcess, startOctavo } from './support/octavo-process';

const folder = new TestFolder();
const secrets = writeLogProject(folder, ['limits: { cachedRuns: 1 }', 'log: { level: warn, format: pretty }']);
afterAll(() => folder.remove());

const throwing = folder.write(
  'throwing.yaml',
  definitionOf(
    'throwing',
    '{ id: a, type: basic, action: log.throw, retry: { maxAttempts: 1 }, onError: [{ then: end }] }',
  ),
);

/** Runs a definition that succeeds although an action fails, on the worker of `env`, which may still be starting. */
async function runThrowing(env: NodeJS.ProcessEnv): Promise<unknown> {
  const where = { env, cwd: folder.path };
  const { workflowId } = jsonOf(await invoke(['start', throwing, '--json'], where)) as { readonly workflowId: string };
  return jsonOf(await invoke(['result', workflowId, '--json'], where));
}

function stop(octavo: OctavoProcess): Promise<number | string> {
  octavo.child.kill('SIGINT');
  return octavo.ended;
}

it('is text with `format: pretty`, has no lines below its level, and survives the end of its reader', async () => {
  const env = serverEnvironment();
  const octavo = startOctavo(['worker'], { ...env, ...secrets }, { cwd: folder.path });
  await untilSaid(octavo, 'Working on');
  expect(await runThrowing(env)).toMatchObject({ status: 'SUCCESS' });
  await untilSaid(octavo, 'Activity failed');
  const text = octavo.stderr();
  const headline = 'WARN  Activity failed: ACTION_FAILED: nobody \\\\x1b\\[31mforesaw it';
  expect(text).toMatch(
    new RegExp(`^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ${headline} {2}.*task=a action=log\\.throw attempt=1`, 'm'),
  );
  expect(text).toMatch(/^ {4}at .*actions\.js/m);
  expect(text).not.toContain('\u001B');
  // This is the SDK's own warning about an invalid configuration.
  expect(text).toMatch(/WARN {2}maxCachedWorkflows must be/);
  expect(text).not.toContain('INFO');
  octavo.child.stderr?.destroy();
  expect(await runThrowing(env)).toMatchObject({ status: 'SUCCESS' });
  expect(await stop(octavo)).toBe(0);
});

it('a full disk does not end a worker', async () => {
  const env = serverEnvironment();
  const octavo = startOctavo(
    ['worker'],
    { ...env, ...secrets },
    { cwd: folder.path, stderr: openSync('/dev/full', 'w') },
  );
  // `run` needs a listed worker, and this worker cannot log when it is listed.
  const at = { env, cwd: folder.path };
  for (const id of ['full-1', 'full-2']) {
    await invoke(['start', throwing, '--workflow-id', id], at);
    expect(jsonOf(await invoke(['result', id, '--json'], at))).toMatchObject({ status: 'SUCCESS' });
  }
  expect(await stop(octavo)).toBe(0);
});

it('has the reason why the process ended if an action threw an error outside of its promise', async () => {
  const env = { ...serverEnvironment(), ...secrets };
  const worker = await startLogWorker(folder.path, { ...env, OCTAVO_LOG_FORMAT: 'json', OCTAVO_LOG_LEVEL: 'info' });
  const stray = folder.write('stray.yaml', definitionOf('stray', '{ id: a, type: basic, action: log.stray }'));
  await invoke(['start', stray], { env, cwd: folder.path });
  expect(await worker.octavo.ended).toBe(1);
  const [line] = worker.octavo
    .stderr()
    .split('\n')
    .filter((text) => text.startsWith('{"level":"error"'));
  expect(JSON.parse(line ?? '')).toMatchObject({
    error: { message: 'stray ***', stack: expect.stringContaining('actions.js') },
  });
  expect(worker.octavo.stderr()).not.toContain(SECRET);
});
