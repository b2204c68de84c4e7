import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection, type WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { OwnRedis } from '../integration/support/own-redis';
import { serverEnvironment } from './support/cli-worker';
import { definitionOf, TestFolder } from './support/definitions';
import { invoke, jsonOf } from './support/invoke';
import { SECRET, writeLogProject } from './support/log-project';
import { type LoggedLine, type LogWorker, startLogWorker } from './support/log-worker';

// One worker, started as users do, for all cases; each case checks the lines of its own runs.

const folder = new TestFolder();
const env = serverEnvironment();
const { TEMPORAL_ADDRESS: address = '', OCTAVO_TASK_QUEUE: taskQueue = '' } = env;
/** A value in the configuration. */
const CREDENTIAL = 'word-for-redis';

let redis: OwnRedis;
let worker: LogWorker;
let client: Client;
let otherShape: WorkflowHandleWithFirstExecutionRunId;

beforeAll(async () => {
  redis = await OwnRedis.create();
  await redis.start();
  const secrets = writeLogProject(folder, [`store: ${redis.url}?token=${CREDENTIAL}`]);
  client = new Client({ connection: await Connection.connect({ address }) });
  otherShape = await startOtherShape();
  worker = await startLogWorker(folder.path, { ...env, ...secrets });
});

afterAll(async () => {
  await worker.stop();
  await client.connection.close();
  await redis.remove();
  folder.remove();
});

/** A run that was started by another worker with other code, which has ended. */
async function startOtherShape(): Promise<WorkflowHandleWithFirstExecutionRunId> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const connection = await NativeConnection.connect({ address });
  const workflowsPath = require.resolve('./support/other-shape.workflow');
  const other = await Worker.create({ connection, taskQueue, workflowsPath, maxCachedWorkflows: 0 });
  const handle = await client.workflow.start('octavoRun', { workflowId: `shape-of-${taskQueue}`, taskQueue });
  await other.runUntil(async () => {
    while ((await handle.describe()).historyLength < STARTED_TIMER) await sleep(20);
  });
  await connection.close();
  return handle;
}

/** The number of events of a run after its first workflow task has started a timer. */
const STARTED_TIMER = 5;

interface EndedRun {
  readonly workflowId: string;
  readonly runId: string;
  readonly status: string;
}

/** Runs a definition of these tasks to its end. */
async function run(...tasks: readonly string[]): Promise<EndedRun> {
  const file = folder.write('definition.yaml', definitionOf('logged', ...tasks));
  return jsonOf(await invoke(['run', file, '--json'], { env, cwd: folder.path })) as EndedRun;
}

/** Starts a definition without waiting for its end. */
async function start(id: string, ...tasks: readonly string[]): Promise<Pick<EndedRun, 'workflowId'>> {
  const file = folder.write('started.yaml', definitionOf(id, ...tasks));
  return jsonOf(await invoke(['start', file, '--json'], { env, cwd: folder.path })) as EndedRun;
}

const of =
  ({ workflowId }: Pick<EndedRun, 'workflowId'>, msg?: string) =>
  (line: LoggedLine): boolean =>
    line['workflowId'] === workflowId && (msg === undefined || line.msg === msg);

/** The lines of an ended run, from DEBUG on; the last line of a failed run is about the run itself. */
async function linesOf(ended: EndedRun): Promise<readonly LoggedLine[]> {
  if (ended.status !== 'SUCCESS') await worker.until(of(ended, 'Workflow failed'));
  return worker.lines().filter(of(ended));
}

describe('a run that fails', () => {
  it('has one WARN line for each attempt and one for itself, with all ids, secrets masked, details cut', async () => {
    const retry = 'retry: { maxAttempts: 2, initialInterval: 10ms }';
    const ended = await run(`{ id: charge, type: basic, action: log.decline, with: { sizeBytes: 5000 }, ${retry} }`);
    const { workflowId, runId } = ended;
    const ids = { workflowId, runId, definition: 'logged', task: 'charge', code: 'DECLINED' };
    const attempt = {
      ...{ ...ids, level: 'warn', msg: 'Activity failed', action: 'log.decline' },
      error: {
        message: 'no money for ***',
        details: { truncated: true, text: expect.stringMatching(/^\{"token":"\*\*\*"/) },
      },
    };
    const lines = await linesOf(ended);
    expect(lines).toMatchObject([
      { ...attempt, attempt: 1, retryInMs: expect.any(Number) },
      { ...attempt, attempt: 2 },
      { ...ids, level: 'warn', msg: 'Workflow failed', version: '1.0.0', status: 'FAILED' },
    ]);
    for (const { time } of lines) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const [{ error }] = lines as unknown as readonly [{ error: { details: unknown } }];
    expect(JSON.stringify(error.details).length).toBeLessThanOrEqual(2_048);
    expect(worker.octavo.stderr()).not.toContain(SECRET);
  });

  it('has the stack of an unexpected error, but not of one with a code', async () => {
    const ended = await run('{ id: a, type: basic, action: log.throw, retry: { maxAttempts: 1 } }');
    const [attempt, itself] = await linesOf(ended);
    expect(attempt).toMatchObject({
      code: 'ACTION_FAILED',
      error: { stack: expect.stringMatching(/TypeError.*\n.*actions\.js/) },
    });
    expect(itself).not.toHaveProperty('error.stack');
  });

  it('is WARN even if an action fails with INTERNAL, the code of defects in Octavo', async () => {
    const fails = 'type: basic, action: log.decline, with: { code: INTERNAL }, retry: { maxAttempts: 1 }';
    const ended = await run(`{ id: a, ${fails}, onError: [{ then: b }] }`, `{ id: b, ${fails} }`);
    expect(await linesOf(ended)).toMatchObject([
      { level: 'warn', msg: 'Activity failed', task: 'a' },
      { level: 'info', msg: 'Failure handled', task: 'a', code: 'INTERNAL' },
      { level: 'warn', msg: 'Activity failed', task: 'b' },
      { level: 'warn', msg: 'Workflow failed', task: 'b', code: 'INTERNAL' },
    ]);
  });

  it('has a line with details for a failure without an attempt', async () => {
    const ended = await run(
      '{ id: a, type: basic, action: fail, with: { code: NO, message: no way, details: { a: 1 } } }',
    );
    expect(await linesOf(ended)).toMatchObject([
      {
        level: 'warn',
        msg: 'Task failed',
        task: 'a',
        code: 'NO',
        attempt: 1,
        error: { message: 'no way', details: { a: 1 } },
      },
      { level: 'warn', msg: 'Workflow failed', task: 'a', code: 'NO' },
    ]);
  });

  it('has the size of details in their place if they are larger than 2 KiB', async () => {
    const details = `{ a: ${'x'.repeat(3_000)} }`;
    const ended = await run(
      `{ id: a, type: basic, action: fail, with: { code: NO, message: no, details: ${details} } }`,
    );
    expect((await linesOf(ended))[0]).toMatchObject({ error: { details: { omitted: true, sizeBytes: 3_008 } } });
  });
});

describe('a failure that a handler matches', () => {
  it('is INFO, and its attempt is WARN', async () => {
    const ended = await run(
      '{ id: a, type: basic, action: log.decline, retry: { maxAttempts: 1 }, onError: [{ then: b }] }',
      '{ id: b, type: basic, action: transform, with: 1 }',
    );
    await worker.until(of(ended, 'Failure handled'));
    expect(await linesOf(ended)).toMatchObject([
      { level: 'warn', msg: 'Activity failed' },
      { level: 'info', task: 'a', code: 'DECLINED', status: 'FAILED', error: { message: 'no money for ***' } },
    ]);
  });

  it('is INFO if the definition itself has the handler', async () => {
    const task = 'do: { id: h, type: basic, action: transform, with: 1 }';
    const text = `${definitionOf('logged', '{ id: a, type: basic, action: fail, with: { code: NO } }')}onError: [{ ${task} }]\n`;
    const file = folder.write('handled.yaml', text);
    const ended = jsonOf(await invoke(['run', file, '--json'], { env, cwd: folder.path })) as EndedRun;
    const [line] = await worker.until(of(ended, 'Failure handled'));
    expect(line).toMatchObject({ level: 'info', task: 'a', code: 'NO' });
  });
});

describe('a time-out', () => {
  it('of a task is WARN', async () => {
    const ended = await run('{ id: hold, type: wait, signal: never, timeout: 100ms }');
    expect(await linesOf(ended)).toMatchObject([
      { level: 'warn', msg: 'Task failed', task: 'hold', status: 'TIMED_OUT', code: 'TIMED_OUT' },
      { level: 'warn', msg: 'Workflow failed', code: 'TIMED_OUT' },
    ]);
  });

  it('of an attempt is WARN, even if only the server detected it', async () => {
    const retry = 'retry: { maxAttempts: 1, attemptTimeout: 100ms }';
    const slow = await run(`{ id: slow, type: basic, action: log.sleep, with: { ms: 2000 }, ${retry} }`);
    expect((await linesOf(slow))[0]).toMatchObject({
      level: 'warn',
      msg: 'Activity failed',
      code: 'ATTEMPT_TIMED_OUT',
    });
    const options = 'heartbeatTimeout: 1s, retry: { maxAttempts: 1 }';
    const blocked = await run(`{ id: blocked, type: basic, action: log.block, with: { ms: 2500 }, ${options} }`);
    expect((await linesOf(blocked))[0]).toMatchObject({
      ...{ level: 'warn', msg: 'Attempt failed', task: 'blocked', action: 'log.block', attempt: 1 },
      code: 'HEARTBEAT_TIMED_OUT',
    });
    // The worker answers too late, which the SDK's core reports as a warning.
    expect((await worker.until(({ component }) => component === 'core'))[0]).toMatchObject({ level: 'warn' });
  });
});

it('lines of actions and of `log` tasks have time, run and task, and a separate object with their fields', async () => {
  const fields = '{ level: 9, time: noon, msg: none, workflowId: mine }';
  const ended = await run(
    `{ id: say, type: basic, action: log.say, with: ${fields} }`,
    `{ id: tell, type: basic, action: log, with: { message: told, level: warn, fields: ${fields} } }`,
  );
  await worker.until(of(ended, 'told'));
  const common = { runId: ended.runId, definition: 'logged', time: expect.stringMatching(/Z$/) };
  const own = { level: 9, time: 'noon', msg: 'none', workflowId: 'mine' };
  expect(await linesOf(ended)).toMatchObject([
    { ...common, level: 'info', msg: 'said', task: 'say', action: 'log.say', attempt: 1, fields: own },
    { ...common, level: 'warn', msg: 'told', task: 'tell', fields: own },
  ]);
  const raw = worker.octavo
    .stderr()
    .split('\n')
    .filter((line) => line.includes(ended.runId));
  for (const line of raw) expect(line.replace(/"fields":\{.*?\}/, '').match(/"level":/g)).toHaveLength(1);
});

it('lines of a run that is started with a definition as text have the id of the definition', async () => {
  const definition = definitionOf('brief', '{ id: a, type: basic, action: log.saySoon }');
  const workflowId = `brief-${taskQueue}`;
  await client.workflow.execute('octavoRun', { workflowId, taskQueue, args: [{ definition }] });
  const [line] = await worker.until(of({ workflowId }, 'said'));
  expect(line).toMatchObject({ definition: 'brief', task: 'a', action: 'log.saySoon' });
});

it('has no credential of the configuration', async () => {
  const said = await run(`{ id: say, type: basic, action: log.say, with: { text: "it is ${CREDENTIAL}" } }`);
  await worker.until(of(said, 'said'));
  expect(worker.lines().find(of(said, 'said'))).toMatchObject({ fields: { text: 'it is ***' } });
  expect(worker.octavo.stderr()).not.toContain(CREDENTIAL);
});

it('two hundred failing items write ten lines, and at the end the number of the others', async () => {
  const item = 'task: { id: item, type: basic, action: log.decline, with: { code: MANY }, retry: { maxAttempts: 1 } }';
  const each = `{ id: each, type: collection, items: "\${ range(200) }", tolerate: { percent: 100 }, ${item} }`;
  const started = await start('many', each);
  expect(await client.workflow.getHandle(started.workflowId).result()).toMatchObject({ status: 'SUCCESS' });
  const many = (line: LoggedLine): boolean => line['code'] === 'MANY';
  expect((await worker.until(many, 10)).length).toBe(10);
});

describe('a defect', () => {
  it('is ERROR if a workflow task fails', async () => {
    const { workflowId, firstExecutionRunId } = await client.workflow.start('noSuchWorkflow', {
      workflowId: `unknown-${process.pid}`,
      taskQueue,
    });
    const [line] = await worker.until(({ runId, level }) => runId === firstExecutionRunId && level === 'error');
    expect(line).toMatchObject({
      msg: 'Failed to process Workflow Activation',
      error: { message: expect.stringContaining('noSuchWorkflow') },
    });
    await client.workflow.getHandle(workflowId).terminate();
  });

  it('is ERROR if a history does not replay', async () => {
    await otherShape.signal('wake');
    const [line] = await worker.until(
      ({ runId, level }) => runId === otherShape.firstExecutionRunId && level === 'error',
    );
    expect(line).toMatchObject({ component: 'core', msg: 'Failing workflow task' });
    expect(JSON.stringify(line)).toMatch(/[Nn]ondeterminism/);
    await otherShape.terminate();
  });
});

it('a store that is lost has one WARN line, and one INFO line when it is back', async () => {
  const ofStore = ({ msg }: LoggedLine): boolean => msg.startsWith('The store of task states');
  await redis.stop();
  for (let times = 0; times < 3; times += 1) expect((await run(...short)).status).toBe('SUCCESS');
  await redis.start();
  await worker.until(({ msg }) => msg.includes('is available again'));
  // An activity that is retried until its write succeeds does not log each attempt.
  expect(worker.lines().filter(({ activityType }) => activityType === 'createTaskState')).toEqual([]);
  expect(worker.lines().filter(ofStore)).toMatchObject([
    {
      level: 'warn',
      msg: expect.stringContaining('is unavailable'),
      // The first command meets a closed connection, or one that is being opened.
      error: { message: expect.stringMatching(/ECONNREFUSED|Connection is closed|Stream isn't writeable/) },
    },
    { level: 'info', msg: expect.stringContaining('is available again') },
  ]);
});

const short = ['{ id: a, type: basic, action: transform, with: 1 }'];

it('no line is lost when the worker exits at once', async () => {
  const file = join(folder.path, 'ticks');
  await start('ticks', `{ id: a, type: basic, action: log.tick, with: { file: ${file} } }`);
  await worker.until(({ msg }) => msg === 'tick', 20);
  worker.octavo.child.kill('SIGINT');
  await worker.until(({ msg }) => msg.startsWith('Stopping'));
  // The same signal again so soon would count as the forwarded first one.
  worker.octavo.child.kill('SIGTERM');
  await worker.octavo.ended;
  const ticks = worker.lines().filter(({ msg }) => msg === 'tick');
  expect(ticks.at(-1)).toMatchObject({ fields: { count: Number(readFileSync(file, 'utf8')) } });
  expect(worker.lines().filter(({ omitted }) => omitted !== undefined)).toMatchObject([
    { level: 'warn', task: 'each[]', code: 'MANY', omitted: 190 },
  ]);
});
