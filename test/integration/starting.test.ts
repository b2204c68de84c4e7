import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { OctavoError, type RunResult } from '@octavo/client';
import { locateTemporal } from '@octavo/temporal-server';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { startTestWorker, type TestWorker, testServerAddress } from './support/test-worker';

let test: TestWorker;
let runs = 0;

beforeAll(async () => {
  test = await startTestWorker();
});

afterAll(() => test.stop());

const definition = {
  octavo: 1,
  id: 'double',
  input: { type: 'object', properties: { n: { type: 'integer', default: 4 } } },
  tasks: [{ id: 'twice', type: 'basic', action: 'transform', with: '${ input.n * 2 }' }],
};

const broken = {
  octavo: 1,
  id: 'broken',
  tasks: [
    { id: 'a', type: 'basic', action: 'transform', with: '${ nope }' },
    { id: 'a', type: 'wat' },
  ],
};

function newId(): string {
  runs += 1;
  return `starting-${Date.now()}-${runs}`;
}

async function startPlainly(argument: unknown): Promise<RunResult> {
  const options = { args: [argument], workflowId: newId(), taskQueue: test.taskQueue };
  return (await test.client.temporal.workflow.execute('octavoRun', options)) as RunResult;
}

async function failureOf(argument: unknown): Promise<ApplicationFailure> {
  const error = await startPlainly(argument).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof WorkflowFailedError && error.cause instanceof ApplicationFailure) return error.cause;
  throw new Error(`expected the workflow to fail, got ${String(error)}`);
}

async function startByCommandLine(input: unknown): Promise<string> {
  const workflowId = newId();
  const server = ['--address', testServerAddress()];
  const what = [
    '--type',
    'octavoRun',
    '--task-queue',
    test.taskQueue,
    '--workflow-id',
    workflowId,
    '--input',
    JSON.stringify(input),
  ];
  await promisify(execFile)(await locateTemporal(), ['workflow', 'start', ...what, ...server]);
  return workflowId;
}

describe("by Octavo's client", () => {
  it('runs an object, YAML text and JSON text', async () => {
    for (const source of [
      definition,
      JSON.stringify(definition),
      'octavo: 1\nid: y\ntasks: [{ id: a, type: basic, action: transform, with: 8 }]',
    ]) {
      expect(await test.client.run(source)).toMatchObject({ status: 'SUCCESS', output: 8 });
    }
  });

  it('plans a definition once for many runs, and validates the input of each', async () => {
    const tasks = [{ id: 'twice', type: 'basic', action: 'transform', with: '${ input.n * 2 }' }];
    const input = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };
    const prepared = test.client.prepare({ octavo: 1, id: 'prepared', input, tasks });
    for (const n of [1, 2])
      expect(await test.client.run(prepared, { input: { n } })).toMatchObject({ status: 'SUCCESS', output: 2 * n });
    await expect(test.client.start(prepared, { input: {} })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    expect(() => test.client.prepare(broken)).toThrow(OctavoError);
  });

  it('shows the title, the description and the labels in Temporal', async () => {
    const shown = { title: 'Double it', description: 'Twice the number', labels: { team: 'sums' } };
    const tasks = [
      { id: 'a', type: 'basic', action: 'test.echo', title: 'Echo ${ input.n }', with: 1 },
      { id: 'b', type: 'composite', title: 'A part', tasks: [{ id: 'c', type: 'wait', for: '1ms' }] },
    ];
    const started = await test.client.start({ ...definition, ...shown, tasks }, { workflowId: newId() });
    const result = await test.client.result(started.workflowId, { runId: started.runId });
    expect(result).toMatchObject({ status: 'SUCCESS', tasks: { a: { title: 'Echo 4' } } });
    const handle = test.client.temporal.workflow.getHandle(started.workflowId);
    const description = await handle.describe();
    expect(await description.staticSummary()).toBe('Double it');
    expect(await description.staticDetails()).toBe('Twice the number\n\n- **team** sums');
    const events = (await handle.fetchHistory()).events ?? [];
    expect(events.map(({ userMetadata }) => String(userMetadata?.summary?.data ?? ''))).toContain('"Echo 4"');
    const metadata = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata');
    expect(metadata.currentDetails).toContain('- ✓ Echo 4 (`a`) SUCCESS');
    expect(metadata.currentDetails).toContain('- ✓ A part (`b`) SUCCESS');
  });

  it('rejects an invalid definition with all problems, and starts no run', async () => {
    const workflowId = newId();
    const error = await test.client.start(broken, { workflowId }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OctavoError);
    expect(error).toMatchObject({ code: 'DEFINITION_INVALID' });
    expect((error as OctavoError).problems.length).toBeGreaterThan(1);
    await expect(test.client.status(workflowId)).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
  });

  it('rejects an input that does not satisfy its schema', async () => {
    await expect(test.client.start(definition, { input: { n: 'x' } })).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('rejects a workflow id that has an open run', async () => {
    const workflowId = newId();
    const waits = { octavo: 1, id: 'w', tasks: [{ id: 'w', type: 'wait', signal: 'go' }] };
    await test.client.start(waits, { workflowId });
    await expect(test.client.start(waits, { workflowId })).rejects.toMatchObject({ code: 'WORKFLOW_ALREADY_RUNNING' });
    await test.client.signal(workflowId, 'go');
    expect((await test.client.result(workflowId)).status).toBe('SUCCESS');
  });
});

describe('by the plain client', () => {
  it('runs an object or text, with the defaults of the input', async () => {
    expect(await startPlainly({ definition, input: { n: 5 } })).toMatchObject({ status: 'SUCCESS', output: 10 });
    expect(await startPlainly({ definition })).toMatchObject({ output: 8 });
    expect(await startPlainly({ definition: JSON.stringify(definition) })).toMatchObject({ output: 8 });
  });

  it('fails the workflow with every problem in the message', async () => {
    const { type, message } = await failureOf({ definition: broken });
    expect(type).toBe('DEFINITION_INVALID');
    expect(message).toContain('nope');
    expect(message).toContain('wat');
  });

  it('returns the result of a run that failed before any task', async () => {
    const workflowId = newId();
    const argument = { definition, input: { n: 'x' } };
    await test.client.temporal.workflow.start('octavoRun', { args: [argument], workflowId, taskQueue: test.taskQueue });
    const { runId, ...result } = await test.client.result(workflowId);
    expect(runId).not.toBe('');
    expect(result).toEqual({
      ...{ workflowId, status: 'FAILED', output: null, tasks: {} },
      error: {
        code: 'INPUT_INVALID',
        message: expect.stringMatching(/^at n: /) as string,
        ...{ task: '', attempt: 1 },
        details: { problems: [expect.objectContaining({ code: 'INPUT_INVALID', path: 'n' })] },
      },
    });
  });

  it('has the code of a failure once in its message', async () => {
    const { message } = await failureOf({ definitionId: 'nobody-knows' });
    expect(message).toMatch(/^DEFINITION_NOT_FOUND: No definition "nobody-knows" is known to this worker/);
  });

  it('fails the workflow for an invalid input', async () => {
    expect((await failureOf({ definition, input: { n: 'x' } })).type).toBe('INPUT_INVALID');
  });

  it.each([
    ['nothing', undefined],
    ['a number', 7],
    ['a list', []],
    ['no definition', { input: {} }],
    ['an invalid plan', { plan: { octavo: 1 } }],
    ['a plan of another version', { plan: { octavo: 2, id: 'x', version: '1.0.0', tasks: [], defaults: {} } }],
    ['a version that is not text', { definitionId: 'x', version: 1 }],
    ['a null definition', { definition: null }],
  ])('fails the workflow, not its task, for %s', async (_, argument) => {
    expect((await failureOf(argument)).type).toBe('DEFINITION_INVALID');
  });

  it.each([
    ['tasks that are not maps', { tasks: [null, 3, 'x'] }],
    ['a task without a type', { tasks: [{ id: 'a' }] }],
    [
      'fields of the wrong type',
      {
        tasks: [
          { id: 'a', type: 'parallel', tasks: 7 },
          { id: 'b', type: 'collection', items: {} },
        ],
      },
    ],
    ['an invalid expression', { tasks: [{ id: 'a', type: 'basic', action: 'transform', with: '${ ( }' }] }],
    ['vars that fail', { vars: { x: '${ nope }' }, tasks: [] }],
    ['an invalid timeout', { timeout: 'soon', tasks: [] }],
  ])('fails the workflow for a hand-made plan with %s', async (_, fields) => {
    const plan = { octavo: 1, id: 'x', version: '1.0.0', hash: '', defaults: {}, ...fields };
    expect((await failureOf({ plan, input: {} })).type).toMatch(/^[A-Z][A-Z_]+$/);
  });
});

describe('by the command line of Temporal', () => {
  it('runs a definition in JSON', async () => {
    const workflowId = await startByCommandLine({ definition, input: { n: 21 } });
    expect(await test.client.result(workflowId)).toMatchObject({ status: 'SUCCESS', output: 42 });
  });

  it('reports all problems in the failure', async () => {
    const result = await test.client.result(await startByCommandLine({ definition: broken }));
    expect(result).toMatchObject({ status: 'FAILED', error: { code: 'DEFINITION_INVALID' }, tasks: {} });
    expect(result.error?.details).toMatchObject({ problems: expect.any(Array) });
  });
});

it('retries the workflow task of a run of a newer version until a worker supports it', async () => {
  const plan = {
    octavo: 1,
    id: 'newer',
    version: '1.0.0',
    tasks: [],
    defaults: {},
    hash: 'sha256:0',
    patchLevel: 1_000,
  };
  const options = { args: [{ plan, input: {} }], workflowId: newId(), taskQueue: test.taskQueue };
  const handle = await test.client.temporal.workflow.start('octavoRun', options);
  const lastFailure = async (): Promise<string> => {
    const { events } = await handle.fetchHistory();
    const failed = events?.find((event) => event.workflowTaskFailedEventAttributes != null);
    if (failed !== undefined) return failed.workflowTaskFailedEventAttributes?.failure?.message ?? '';
    return await lastFailure();
  };
  expect(await lastFailure()).toContain('This run was started by a newer version of Octavo.');
  const { obstacle } = await test.client.status(handle.workflowId);
  expect(obstacle).toMatch(
    /^its workflow task \(type octavoRun\) has failed .*: This run was started by a newer version/,
  );
  expect((await handle.describe()).status.name).toBe('RUNNING');
  await handle.terminate();
});
