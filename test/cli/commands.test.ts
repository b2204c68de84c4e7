import { type CliWorker, serverEnvironment, startCliWorker } from './support/cli-worker';
import { echo, TestFolder, waiting } from './support/definitions';
import { invoke, jsonOf } from './support/invoke';

const folder = new TestFolder();
let worker: CliWorker;

beforeAll(async () => {
  worker = await startCliWorker();
});
afterAll(async () => {
  await worker.stop();
  folder.remove();
});

const octavo = (...args: readonly string[]) => invoke(args, { env: worker.env });

describe('a run on a server', () => {
  const workflowId = `commands-${process.pid}`;

  beforeAll(async () => {
    const file = folder.write('waiting.yaml', waiting);
    expect(await octavo('start', file, '--workflow-id', workflowId)).toMatchObject({
      code: 0,
      stdout: `${workflowId}\n`,
    });
  });

  it('is listed by ls', async () => {
    const run = expect.objectContaining({ workflowId, definition: 'waiting', version: '1.0.0', status: 'RUNNING' });
    let invocation = await octavo('ls', '--json', '--open', '--definition', 'waiting');
    // Visibility is slightly delayed.
    while (!invocation.stdout.includes(workflowId))
      invocation = await octavo('ls', '--json', '--open', '--definition', 'waiting');
    expect(jsonOf(invocation)).toEqual(expect.arrayContaining([run]));
    expect((await octavo('ls', '--limit', '500')).stdout).toMatch(
      new RegExp(`^WORKFLOW ID +DEFINITION.*\\n(.*\\n)*${workflowId} +waiting 1\\.0\\.0 +RUNNING`),
    );
  });

  it('is shown by status, with its waits', async () => {
    expect(jsonOf(await octavo('status', workflowId, '--json'))).toMatchObject({
      status: 'RUNNING',
      waitingFor: ['go'],
      tasks: { WAITING: 1 },
    });
    expect((await octavo('status', workflowId)).stdout).toMatch(/waits for +go\n$/);
  });

  it('shows its tasks', async () => {
    expect(jsonOf(await octavo('tasks', workflowId, '--json'))).toMatchObject({
      hold: { type: 'wait', status: 'WAITING' },
    });
    expect((await octavo('tasks', workflowId)).stdout).toMatch(/^ {2}◷ hold .* waiting\n$/);
  });

  it('accepts a signal, and its result is printed', async () => {
    expect(await octavo('signal', workflowId, 'go', '--payload', '{"n": 1}', '--sender', 'ada')).toMatchObject({
      code: 0,
      stdout: '',
    });
    const ended = await octavo('result', workflowId, '--json');
    expect(ended.code).toBe(0);
    expect(jsonOf(ended)).toMatchObject({
      status: 'SUCCESS',
      output: { signal: { sender: 'ada', payload: { n: 1 } } },
      stats: { historyEvents: expect.any(Number) },
    });
    expect((await octavo('result', workflowId)).stdout).toContain('✓ SUCCESS\n');
  });
});

it('result ends with 1 for a run that was cancelled', async () => {
  const id = `cancelled-${process.pid}`;
  await octavo('start', folder.write('waiting.yaml', waiting), '--workflow-id', id, '--json');
  expect(await octavo('cancel', id)).toMatchObject({ code: 0, stdout: '' });
  expect(await octavo('result', id)).toMatchObject({ code: 1, stdout: expect.stringContaining('⊘ CANCELED\n') });
});

it.each([['status'], ['tasks'], ['result'], ['cancel'], ['signal', 'approval']])(
  '%s of a run that does not exist ends with 2',
  async (command, ...args) => {
    expect(await octavo(command, 'no-such-run', ...args)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^RUN_NOT_FOUND: there is no run with the workflow id "no-such-run" in the namespace default at \S+\n`.*octavo ls` lists/,
      ),
    });
  },
);

it('reports within seconds that nothing listens at an address', async () => {
  const invocation = await invoke(['ls', '--json', '--address', '127.0.0.1:1'], { env: worker.env });
  expect(invocation.code).toBe(3);
  expect(jsonOf(invocation)).toMatchObject({
    error: { code: 'SERVER_UNREACHABLE', message: expect.stringContaining('127.0.0.1:1') },
  });
});

it.each([
  ['an invalid address', ['ls', '--address', 'local host:99999'], /--address: expected host:port/],
  [
    'a port that is too large',
    ['ls', '--address', 'localhost:99999'],
    /command line --address: expected host:port, with a port from 0 to 65535/,
  ],
  ['an unknown command', ['vaildate'], /Did you mean validate/],
  ['an unknown option', ['ls', '--nope'], /unknown option/],
  ['no command', [], /octavo --help/],
  ['a missing argument', ['run'], /missing required argument/],
  ['one argument too many', ['run', 'a.yaml', 'b.yaml'], /too many arguments/],
  ['a limit that is not a number', ['ls', '--limit', 'many'], /whole number/],
  ['dev if a server is configured', ['dev'], /octavo worker/],
])('refuses %s with a sentence', async (_what, args, message) => {
  const invocation = await invoke(args, { env: serverEnvironment() });
  expect(invocation).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  expect(invocation.stderr).not.toMatch(/\n\s+at /);
});

it.each([['--help'], ['run'], ['validate'], ['dev'], ['demo'], ['signal']])(
  'shows help with examples: %s',
  async (command) => {
    const args = command === '--help' ? [command] : [command, '--help'];
    const { code, stdout } = await invoke(args);
    expect(code).toBe(0);
    expect(stdout).toContain('Usage: octavo');
    if (command !== '--help') expect(stdout).toMatch(/Examples:\n {2}\$ octavo /);
  },
);

it('lists the actions with their schemas', async () => {
  const actions = jsonOf(await invoke(['actions', '--json'])) as { name: string; kind: string; input: object }[];
  expect(actions.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'fail',
      'http.request',
      'log',
      'set',
      'shell.run',
      'temporal.activity',
      'transform',
      'workflow.run',
    ]),
  );
  expect(actions.find(({ name }) => name === 'http.request')?.input).toHaveProperty('properties.url');
  expect((await invoke(['actions'])).stdout).toMatch(/^ACTION +RUNS +WHAT IT DOES\n/);
});

it('reports which file cannot be written', async () => {
  folder.write('in-the-way', '');
  expect(await invoke(['init', 'in-the-way'], { cwd: folder.path })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('FILE_NOT_WRITABLE'),
  });
});

it('draws a definition', async () => {
  expect((await invoke(['graph', folder.write('echo.yaml', echo)])).stdout).toBe(
    'flowchart TD\n  begin(["echo"])\n  t_give["give<br/>basic: transform"]\n  finish(["end"])\n  begin --> t_give\n  t_give --> finish\n',
  );
});
