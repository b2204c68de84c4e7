import { type CliWorker, startCliWorker } from './support/cli-worker';
import { echo, TestFolder, waiting } from './support/definitions';
import { invoke, type Invocation, jsonOf } from './support/invoke';

// `octavo start` and `octavo run` with the id of a definition in the folder of definitions.

const folder = new TestFolder();
let worker: CliWorker;

beforeAll(async () => {
  folder.write('echo.yaml', echo);
  folder.write('echo-next.yaml', echo.replace('id: echo', 'id: echo\nversion: 1.10.0'));
  folder.write('waiting.yaml', waiting);
  worker = await startCliWorker({ OCTAVO_DEFINITIONS: folder.path });
  // Invalid; written after the worker has read the folder.
  folder.write('wrong.yaml', waiting.replace('id: waiting', 'id: wrong').replace('type: wait', 'type: wiat'));
});
afterAll(async () => {
  await worker.stop();
  folder.remove();
});

const octavo = (...args: readonly string[]): Promise<Invocation> => invoke(args, { env: worker.env });

/** The version of a run's definition, and the run's output. */
async function startedAs(name: string): Promise<unknown> {
  const { workflowId } = jsonOf(await octavo('start', name, '--input', '{"n": 1}', '--json')) as { workflowId: string };
  const { output } = jsonOf(await octavo('result', workflowId, '--json')) as { output: unknown };
  const { definition, version } = jsonOf(await octavo('status', workflowId, '--json')) as Record<string, string>;
  return { definition, version, output };
}

it('start uses the highest version of an id, or the given one', async () => {
  const output = { got: { n: 1 } };
  expect(await startedAs('echo')).toEqual({ definition: 'echo', version: '1.10.0', output });
  expect(await startedAs('echo@1.0.0')).toEqual({ definition: 'echo', version: '1.0.0', output });
});

it('run accepts an id too', async () => {
  expect(jsonOf(await octavo('run', 'echo', '--json'))).toMatchObject({ status: 'SUCCESS', output: { got: {} } });
});

it.each([
  [
    'an unknown id',
    'waitin',
    /There is no definition "waitin"\. .*has: echo, waiting, wrong\. The nearest is waiting\./,
  ],
  [
    'an id without a similar one',
    'something',
    /has: echo, waiting, wrong\. To name a file, write its extension too: something\.yaml/,
  ],
  [
    'an unknown version',
    'echo@3.0.0',
    /no definition "echo" of version 3\.0\.0\. .*these versions of it: 1\.10\.0, 1\.0\.0\./,
  ],
])('%s is refused with the known ids or versions', async (_case, name, message) => {
  for (const command of ['start', 'run']) {
    const { code, stderr } = await octavo(command, name);
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`^DEFINITION_NOT_FOUND: .*${message.source}`));
  }
});

it('an invalid definition is refused with the location of the mistake', async () => {
  const { code, stderr } = await octavo('start', 'wrong');
  expect(code).toBe(2);
  expect(stderr).toMatch(/wrong\.yaml is not run: 1 problem\.\n.*UNKNOWN_TASK_TYPE/);
});

it('an invalid input is refused before anything starts', async () => {
  folder.write(
    'strict.yaml',
    `${waiting.replace('id: waiting', 'id: strict')}input: { type: object, required: [n] }\n`,
  );
  expect(await octavo('start', 'strict', '--input', '{}')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('INPUT_INVALID'),
  });
});

it('a file with that name takes precedence', async () => {
  const other = new TestFolder();
  other.write('echo', echo.replace('id: echo', 'id: in-file'));
  const { stdout } = await invoke(['start', 'echo'], { env: worker.env, cwd: other.path });
  expect(stdout).toMatch(/^in-file-/);
  other.remove();
});

it('without a folder here, the worker finds the definition in its own', async () => {
  const { OCTAVO_DEFINITIONS: _own, ...env } = worker.env;
  const started = await invoke(['start', 'echo', '--input', '{"n": 2}'], { env });
  expect(started).toMatchObject({ code: 0, stderr: expect.stringContaining('The worker looks up "echo"') });
  const result = jsonOf(await octavo('result', started.stdout.trim(), '--json'));
  expect(result).toMatchObject({ status: 'SUCCESS', output: { got: { n: 2 } } });
  const older = await invoke(['start', 'echo@1.0.0', '--input', '{"n": 2}'], { env });
  await octavo('result', older.stdout.trim());
  expect(jsonOf(await octavo('status', older.stdout.trim(), '--json'))).toMatchObject({ version: '1.0.0' });
  const unknown = await invoke(['start', 'nothing'], { env });
  expect(jsonOf(await octavo('result', unknown.stdout.trim(), '--json'))).toMatchObject({
    error: { code: 'DEFINITION_NOT_FOUND', message: expect.stringContaining('it knows: echo, waiting') },
  });
});
