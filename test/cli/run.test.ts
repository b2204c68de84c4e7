import { type CliWorker, startCliWorker } from './support/cli-worker';
import { broken, definitionOf, echo, TestFolder, waiting } from './support/definitions';
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

const run = (text: string, ...args: readonly string[]) =>
  invoke(['run', folder.write('definition.yaml', text), ...args], { env: worker.env });

describe('run --json', () => {
  it('prints one object: ids, status, output, error, tasks and stats', async () => {
    const invocation = await run(echo, '--json', '--input', '{"a": 1}');
    expect(invocation).toMatchObject({ code: 0, stderr: '' });
    expect(jsonOf(invocation)).toEqual({
      workflowId: expect.stringMatching(/^echo-/),
      runId: expect.any(String),
      status: 'SUCCESS',
      output: { got: { a: 1 } },
      error: null,
      tasks: {
        give: {
          ...{
            type: 'basic',
            status: 'SUCCESS',
            output: { got: { a: 1 } },
            error: null,
            attempt: 1,
            visit: 1,
            handled: false,
          },
          ...{ startedAt: expect.stringMatching(/Z$/), endedAt: expect.stringMatching(/Z$/) },
        },
      },
      stats: {
        historyEvents: expect.any(Number),
        historyBytes: expect.any(Number),
        activities: 0,
        localActivities: expect.any(Number),
      },
    });
  });

  it('ends with 1 for a run that failed, and has the error with its task', async () => {
    const invocation = await run(broken, '--json');
    expect(invocation.code).toBe(1);
    expect(jsonOf(invocation)).toMatchObject({
      status: 'FAILED',
      output: null,
      error: { code: 'BROKEN', message: 'it broke', task: 'boom', attempt: 1 },
    });
  });

  it('refuses an invalid definition with 2 and every problem, without a run', async () => {
    const invocation = await run(
      definitionOf('wrong', '{ id: a, type: basic, action: nix }', '{ id: a, type: nix }'),
      '--json',
    );
    expect(invocation.code).toBe(2);
    const { error, ...rest } = jsonOf(invocation) as {
      error: { code: string; details: { problems: { code: string }[] } };
    };
    expect(rest).toEqual({ workflowId: null, runId: null, status: null, output: null, tasks: {}, stats: null });
    expect(error.code).toBe('DEFINITION_INVALID');
    expect(error.details.problems.map(({ code }) => code).sort()).toEqual([
      'DUPLICATE_ID',
      'UNKNOWN_ACTION',
      'UNKNOWN_TASK_TYPE',
    ]);
  });

  it('refuses an input that its schema does not allow', async () => {
    const strict = `${echo}input: { type: object, required: [name], properties: { name: { type: string } } }\n`;
    const invocation = await run(strict, '--json', '--input', '{"name": 7}');
    expect(invocation.code).toBe(2);
    expect(jsonOf(invocation)).toMatchObject({
      status: null,
      error: { code: 'INPUT_INVALID', details: { problems: [{ path: 'name', code: 'INPUT_INVALID' }] } },
    });
  });

  it.each([
    ['no JSON', '{bad', /not JSON/],
    ['nothing', '', /empty/],
    ['a number that is too large', '[1e999]', /too large/],
    ['a whole number that would be rounded', '[9007199254740993]', /9007199254740993 is too large/],
    ['lists that are nested too deeply', `${'['.repeat(600)}${']'.repeat(600)}`, /nested more than 500 levels deep/],
  ])('refuses --input with %s', async (_what, input, message) => {
    const invocation = await run(echo, '--json', '--input', input);
    expect(invocation.code).toBe(2);
    expect(jsonOf(invocation)).toMatchObject({
      error: { code: 'INPUT_INVALID', message: expect.stringMatching(message) },
    });
  });
});

describe('run', () => {
  it('reads the definition or the input from the standard input, or the input from a file', async () => {
    const file = folder.write('echo.yaml', echo);
    const input = folder.write('input.json', '\uFEFF{"from": "file"}');
    const piped = await invoke(['run', '-', '--json', '--input', `@${input}`], { env: worker.env, stdin: echo });
    expect(jsonOf(piped)).toMatchObject({ output: { got: { from: 'file' } } });
    const typed = await invoke(['run', file, '--json', '--input', '-'], { env: worker.env, stdin: '"typed"' });
    expect(jsonOf(typed)).toMatchObject({ output: { got: 'typed' } });
  });

  it('does not read both from the standard input', async () => {
    const { code, stderr } = await invoke(['run', '-', '--input', '-'], { env: worker.env });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('USAGE_INVALID') });
  });

  it('shows the tasks, the status and the output, without colours if there is no terminal', async () => {
    const { code, stdout, stderr } = await run(echo, '--input', '"x"');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}✓ give {2}\d+ ms\n✓ SUCCESS\n\{\n {2}"got": "x"\n\}\n$/);
    expect(stderr).toMatch(/^echo 1\.0\.0 {2}echo-/);
    expect(stdout + stderr).not.toContain('\u001B');
  });

  it('warns and still runs', async () => {
    const router = '{ id: choose, type: router, routes: [{ when: "${ true }", then: end }] }';
    const { code, stderr } = await run(definitionOf('warned', router));
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('ROUTER_WITHOUT_OTHERWISE') });
  });

  it('cancels the run at the first Ctrl-C and waits for its end', async () => {
    const file = folder.write('waiting.yaml', waiting);
    let interrupt = (): void => undefined;
    const ended = invoke(['run', file, '--json', '--workflow-id', 'cancel-me'], {
      env: worker.env,
      onInterruptible: (call) => (interrupt = call),
    });
    await untilRunning('cancel-me');
    interrupt();
    const invocation = await ended;
    expect(invocation.code).toBe(1);
    expect(jsonOf(invocation)).toMatchObject({
      status: 'CANCELED',
      error: { code: 'CANCELED' },
      tasks: { hold: { status: 'CANCELED' } },
    });
  });

  it('exits at once on the second Ctrl-C', async () => {
    const file = folder.write('waiting.yaml', waiting);
    let interrupt = (): void => undefined;
    const ended = invoke(['run', file, '--workflow-id', 'leave-me'], {
      env: worker.env,
      onInterruptible: (call) => (interrupt = call),
    });
    await untilRunning('leave-me');
    interrupt();
    interrupt();
    expect(await ended).toMatchObject({ code: 130, stderr: expect.stringContaining('INTERRUPTED') });
  });

  it.each([
    ['run', []],
    ['run --work', ['--work']],
  ])('%s reports that the server does not have the namespace', async (_what, options) => {
    const { code, stderr } = await run(echo, ...options, '--namespace', 'no-such-namespace');
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringMatching(
        /^NAMESPACE_NOT_FOUND: .* \(namespace no-such-namespace\) has no namespace of that name/,
      ),
    });
  });

  it('refuses a workflow id that is in use', async () => {
    const file = folder.write('waiting.yaml', waiting);
    await invoke(['start', file, '--workflow-id', 'taken'], { env: worker.env });
    const invocation = await invoke(['run', file, '--json', '--workflow-id', 'taken'], { env: worker.env });
    expect(invocation.code).toBe(2);
    expect(jsonOf(invocation)).toMatchObject({ status: null, error: { code: 'WORKFLOW_ALREADY_RUNNING' } });
    await invoke(['cancel', 'taken'], { env: worker.env });
  });
});

async function untilRunning(workflowId: string): Promise<void> {
  for (;;) {
    const { code, stdout } = await invoke(['status', workflowId, '--json'], { env: worker.env });
    if (code === 0 && stdout.includes('"go"')) return;
  }
}
