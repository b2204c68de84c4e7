import { Client as GrpcClient } from '@grpc/grpc-js';
import { Client, Connection } from '@temporalio/client';
import { until } from '../integration/support/test-worker';
import { serverEnvironment, startCliWorker } from './support/cli-worker';
import { TestFolder, waiting } from './support/definitions';
import { invoke, type Invocation } from './support/invoke';

// The messages of commands for a run whose task queue no worker polls.

const folder = new TestFolder();
const env = serverEnvironment();
const queue = env['OCTAVO_TASK_QUEUE'] as string;
const id = `no-worker-${process.pid}`;
const stays = `No worker polls the task queue ${queue}, so the run stays open until one does: `;

let connection: Connection;
beforeAll(async () => {
  connection = await Connection.connect({ address: env['TEMPORAL_ADDRESS'] as string });
});
afterAll(async () => {
  await connection.close();
  folder.remove();
});

const octavo = (...args: readonly string[]): Promise<Invocation> => invoke(args, { env, cwd: folder.path });

it.each([[], ['--json']])('start reports it, and how to start one: %s', async (...options) => {
  const file = folder.write('waiting.yaml', waiting);
  const { code, stderr } = await octavo('start', file, '--workflow-id', `${id}${options.join()}`, ...options);
  expect({ code, lines: stderr.split('\n') }).toEqual({
    code: 0,
    lines: expect.arrayContaining([`${stays}\`octavo worker\` starts one.`]),
  });
});

it('result reports it once while it waits, with the task queue of the run', async () => {
  const handle = new Client({ connection }).workflow.getHandle(id);
  const elsewhere = { ...env, OCTAVO_TASK_QUEUE: 'another' };
  const onStderr = (text: string): void => void (text.includes('No worker') && handle.terminate('enough'));
  const { code, stderr } = await invoke(['result', id], { env: elsewhere, onStderr });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `${stays}\`OCTAVO_TASK_QUEUE=${queue} octavo worker\` starts one.\n`,
  });
});

it('result does not mention workers if the run has ended', async () => {
  expect((await octavo('result', id)).stderr).toBe('');
});

it.each([['tasks'], ['status'], ['signal', 'go'], ['cancel']])(
  '%s asks the server what the run is once',
  async (...words) => {
    const [command = '', ...rest] = words;
    const calls = jest.spyOn(GrpcClient.prototype, 'makeUnaryRequest');
    const { stderr } = await octavo(command, `${id}--json`, ...rest);
    const described = calls.mock.calls.filter(([path]) => path.endsWith('/DescribeWorkflowExecution'));
    calls.mockRestore();
    expect({ stderr, described: described.length }).toEqual({
      stderr: expect.stringContaining('octavo worker'),
      described: 1,
    });
  },
);

it('status and tasks say why a run with a workflow type that no worker knows does not move', async () => {
  const worker = await startCliWorker();
  const workflowId = `${id}-type`;
  const taskQueue = worker.env['OCTAVO_TASK_QUEUE'] as string;
  const handle = await new Client({ connection }).workflow.start('octavorun', { workflowId, taskQueue, args: [{}] });
  const why = /its workflow task \(type octavorun\) has failed .*no such function is exported/;
  await until(async () => ((await handle.describe()).raw.pendingWorkflowTask?.attempt ?? 0) > 1);
  const [status, tasks] = await Promise.all(
    ['status', 'tasks'].map((command) => invoke([command, workflowId], { env: worker.env })),
  );
  await handle.terminate();
  await worker.stop();
  expect(status).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(why) });
  expect(tasks).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(why) });
});
