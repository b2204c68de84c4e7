import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { type CliWorker, startCliWorker } from './support/cli-worker';
import { broken, definitionOf, TestFolder, waiting } from './support/definitions';
import { invoke, type Invocation, jsonOf } from './support/invoke';

// The messages of `octavo signal` and `octavo cancel` for a run that has ended.

const folder = new TestFolder();
const files = {
  succeeds: folder.write(
    'succeeds.yaml',
    definitionOf('succeeds', '{ id: a, type: basic, action: transform, with: 1 }'),
  ),
  fails: folder.write('fails.yaml', broken),
  late: folder.write('late.yaml', `timeout: 10ms\n${waiting}`),
  waits: folder.write('waits.yaml', waiting),
};

let worker: CliWorker;
beforeAll(async () => {
  worker = await startCliWorker();
});
afterAll(async () => {
  await worker.stop();
  folder.remove();
});

const octavo = (...args: readonly string[]): Promise<Invocation> => invoke(args, { env: worker.env });

async function started(file: string): Promise<string> {
  const id = `ended-${randomUUID()}`;
  expect(await octavo('start', file, '--workflow-id', id)).toMatchObject({ code: 0 });
  return id;
}

describe.each([['signal', 'go'], ['cancel']])('octavo %s', (command, ...args) => {
  it.each([
    ['SUCCESS', files.succeeds],
    ['FAILED (BROKEN)', files.fails],
    ['TIMED_OUT', files.late],
  ])('reports that the run has ended with %s, and the command that shows how', async (how, file) => {
    const id = await started(file);
    await octavo('result', id);
    const { code, stderr } = await octavo(command, id, ...args);
    const sentence = `the run "${id}" has ended with status ${how}: it takes no signal and cannot be cancelled.`;
    expect({ code, stderr: stderr.replace('npx ', '') }).toEqual({
      code: 1,
      stderr: `RUN_ENDED: ${sentence}\n\`octavo result ${id}\` shows how it ended.\n`,
    });
  });

  it('reports it for a terminated run that is named by its run id', async () => {
    const id = await started(files.waits);
    const { runId } = jsonOf(await octavo('status', id, '--json')) as { readonly runId: string };
    const connection = await Connection.connect({ address: worker.env['TEMPORAL_ADDRESS'] as string });
    await new Client({ connection }).workflow.getHandle(id).terminate();
    await connection.close();
    const { stderr } = await octavo(command, id, ...args, '--run-id', runId);
    expect(stderr).toContain(' has ended with status CANCELED (TERMINATED): ');
    expect(stderr).toContain(`octavo result ${id} --run-id ${runId}\` shows how it ended.`);
  });
});
