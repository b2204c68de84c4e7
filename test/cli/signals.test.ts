import { join } from 'node:path';
import { createNamespace } from '../integration/support/own-namespace';
import { lengths } from '../setup/lengths';
import { type CliWorker, serverEnvironment, startCliWorker } from './support/cli-worker';
import { definitionOf, TestFolder, waiting } from './support/definitions';
import { invoke, jsonOf } from './support/invoke';
import { laptop } from './support/laptop';
import { type OctavoProcess, untilStderr } from './support/octavo-process';

// The effect of signals on commands with an existing server; processes and signals are real.

const folder = new TestFolder();
afterAll(() => folder.remove());

const octavo = (env: NodeJS.ProcessEnv, ...args: readonly string[]) => invoke(args, { env, cwd: folder.path });

async function untilMarked({ marks }: { readonly marks: () => readonly string[] }, { child }: OctavoProcess) {
  while (marks().length === 0 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('octavo run', () => {
  let worker: CliWorker;
  beforeAll(async () => {
    worker = await startCliWorker();
  });
  afterAll(() => worker.stop());

  const LEAVING = [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const;

  it.each(LEAVING.slice(0, lengths.variants))('exits on %s with %s, and the run continues', async (signal, code) => {
    const id = `left-${signal}-${process.pid}`;
    const { child, ended, stderr, stdout } = laptop(signal, folder, worker.env).start(
      ...['run', folder.write('waiting.yaml', waiting), '--workflow-id', id],
    );
    while (!(await octavo(worker.env, 'status', id)).stdout.includes('go')) expect(child.exitCode).toBeNull();
    child.kill(signal);
    expect({ code: await ended, stdout: stdout() }).toEqual({ code, stdout: '' });
    expect(stderr()).toContain(`INTERRUPTED: Exited on ${signal}; the run ${id} stays open at`);
    expect(stderr()).toContain(`\`octavo status ${id}\` shows it`);
    await octavo(worker.env, 'signal', id, 'go');
    expect((await octavo(worker.env, 'result', id, '--json')).code).toBe(0);
  });

  it('--work lets running actions end on SIGTERM, and says how to continue the run', async () => {
    const { start, env, marks } = laptop('evicted', folder, serverEnvironment());
    const [release, id] = [join(folder.path, 'release-run'), `evicted-${process.pid}`];
    const held = definitionOf(
      'held',
      `{ id: hold, type: basic, action: laptop.hold, with: ${release} }`,
      '{ id: wait, type: wait, signal: go }',
    );
    const run = start('run', folder.write('held.yaml', held), '--work', '--json', '--workflow-id', id);
    await untilMarked({ marks }, run);
    run.child.kill('SIGTERM');
    folder.write('release-run', '');
    expect(await run.ended).toBe(143);
    const left = JSON.parse(run.stdout()) as Left;
    expect(left).toMatchObject({ workflowId: id, status: null, error: { code: 'INTERRUPTED' } });
    const [, taskQueue] =
      /`OCTAVO_TASK_QUEUE=(octavo-run-\S+) octavo worker` continues it/.exec(left.error.message) ?? [];
    expect(left.error.details).toEqual({ taskQueue });
    const next = await startCliWorker({ ...env, OCTAVO_TASK_QUEUE: taskQueue });
    await octavo(env, 'signal', id, 'go');
    expect(jsonOf(await octavo(env, 'result', id, '--json'))).toMatchObject({ status: 'SUCCESS' });
    await next.stop();
    expect(marks()).toEqual([id]);
  });
});

interface Left {
  readonly error: { readonly message: string; readonly details: unknown };
}

describe('octavo worker', () => {
  const hold = (release: string) =>
    folder.write('hold.yaml', definitionOf('hold', `{ id: hold, type: basic, action: laptop.hold, with: ${release} }`));

  it('lets running actions end on SIGTERM, and ends with 0', async () => {
    const { start, env, marks } = laptop('drained', folder, serverEnvironment());
    const worker = start('worker');
    await untilStderr(worker, 'Working on');
    const { stdout } = await octavo(env, 'start', hold(join(folder.path, 'release-worker')));
    await untilMarked({ marks }, worker);
    worker.child.kill('SIGTERM');
    folder.write('release-worker', '');
    expect(await worker.ended).toBe(0);
    const next = await startCliWorker(env);
    expect((await octavo(env, 'result', stdout.trim())).code).toBe(0);
    await next.stop();
    expect(marks()).toHaveLength(1);
  });

  it('exits at once on a second signal, even with running actions', async () => {
    const config = folder.write('patient.config.yaml', 'limits: { shutdownGrace: 1h }\n');
    const { start, env, marks } = laptop('hurried', folder, { ...serverEnvironment(), OCTAVO_CONFIG: config });
    const worker = start('worker');
    await untilStderr(worker, 'Working on');
    const { stdout } = await octavo(env, 'start', hold(join(folder.path, 'never')));
    await untilMarked({ marks }, worker);
    worker.child.kill('SIGINT');
    await untilStderr(worker, 'Stopping');
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toBe(143);
    expect(worker.stderr()).toContain('INTERRUPTED: Exited at once on SIGTERM.');
    await octavo(env, 'cancel', stdout.trim());
  });
});

it('octavo rollout promote exits on SIGTERM with 143, even if no worker answers', async () => {
  const temporal = await createNamespace('promote-signals');
  const env = {
    ...serverEnvironment(),
    TEMPORAL_NAMESPACE: temporal.options.namespace,
    OCTAVO_MIGRATION_STORE: join(folder.path, 'rollout'),
  };
  const { child, ended, stderr } = laptop('promoter', folder, env).start('rollout', 'promote', 'wait');
  await untilStderr({ child, stderr }, 'No worker polls');
  child.kill('SIGTERM');
  expect(await ended).toBe(143);
  expect(stderr()).toContain('The promotion continues: `octavo rollout promote wait` shows its steps again');
  await temporal.connection.close();
});
