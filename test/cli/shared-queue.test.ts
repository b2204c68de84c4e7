import { serverEnvironment } from './support/cli-worker';
import { definitionOf, TestFolder } from './support/definitions';
import { invoke } from './support/invoke';
import { laptop } from './support/laptop';
import { untilStderr } from './support/octavo-process';

// A task queue with runs of other people, and laptops that are configured for the same server and queue.

const folder = new TestFolder();
afterAll(() => folder.remove());
const marked = folder.write('marked.yaml', definitionOf('marked', '{ id: mark, type: basic, action: laptop.mark }'));

/** Runs that wait for a worker on the shared task queue, and another person's laptop. */
async function withBacklog(name: string) {
  const own = laptop(name, folder, serverEnvironment());
  const start = async (): Promise<string> =>
    (await invoke(['start', marked], { env: own.env, cwd: folder.path })).stdout.trim();
  return { ...own, backlog: [await start(), await start()] };
}

it('run refuses if no worker polls the task queue, and names the alternatives', async () => {
  const { start, marks, env, backlog } = await withBacklog('refused');
  const octavo = start('run', marked, '--json', '--workflow-id', `never-${backlog[0]}`);
  expect({ code: await octavo.ended, marks: marks() }).toEqual({ code: 3, marks: [] });
  const { error, ...rest } = JSON.parse(octavo.stdout()) as { readonly error: { readonly message: string } };
  expect(rest).toMatchObject({ workflowId: null, status: null });
  expect(error).toMatchObject({ code: 'WORKER_UNREACHABLE', details: { taskQueue: env['OCTAVO_TASK_QUEUE'] } });
  expect(error.message).toContain(`${env['OCTAVO_TASK_QUEUE']} at ${env['TEMPORAL_ADDRESS']}`);
  expect(error.message).toMatch(/`octavo worker`.*--work/);
  expect((await invoke(['status', `never-${backlog[0]}`], { env, cwd: folder.path })).stderr).toContain(
    'RUN_NOT_FOUND',
  );
});

it('run --work executes its own run with the runs that it starts, and nothing of the shared task queue', async () => {
  const { start, marks } = await withBacklog('working');
  const definitions = folder.folder('stored');
  folder.write('stored/child.yaml', definitionOf('child', '{ id: mark, type: basic, action: laptop.mark }'));
  folder.write(
    'stored/woken.yaml',
    definitionOf(
      'woken',
      '{ id: hear, type: wait, signal: wake }',
      '{ id: mark, type: basic, action: laptop.mark }',
      '{ id: answer, type: signal, signal: awake, to: { workflowId: "${ input.parent }" } }',
      '{ id: stay, type: wait, signal: never }',
    ),
  );
  const id = `parent-${process.pid}`;
  const parent = folder.write(
    'parent.yaml',
    definitionOf(
      'parent',
      '{ id: child, type: basic, action: workflow.run, with: { definition: child } }',
      `{ id: wake, type: signal, signal: wake, to: { start: { definition: woken, workflowId: ${id}-woken, input: { parent: ${id} } } } }`,
      '{ id: awake, type: wait, signal: awake }',
      '{ id: mark, type: basic, action: laptop.mark }',
    ),
  );
  const config = folder.write('stored.config.yaml', `definitions: ${definitions}\n`);
  const octavo = start('run', parent, '--work', '--config', config, '--workflow-id', id);
  expect({ code: await octavo.ended, stderr: octavo.stderr() }).toMatchObject({ code: 0 });
  expect([...marks()].sort()).toEqual([id, `${id}-woken`, `${id}/child`].sort());
  // Runs that it started without waiting are named, with a command that continues them.
  expect(octavo.stderr()).toMatch(
    new RegExp(`no worker polls .*: ${id}-woken\\. \`OCTAVO_TASK_QUEUE=octavo-run-\\S+ octavo worker --config \\S+\``),
  );
});

it('run reports that a listed worker does not take the run, keeps waiting, and does not execute it itself', async () => {
  const { start, marks, env, backlog } = await withBacklog('patient');
  const gone = laptop('gone', folder, env).start('worker');
  await untilStderr(gone, 'Working on');
  gone.child.kill('SIGTERM');
  expect(await gone.ended).toBe(0);
  const late = (await invoke(['start', marked], { env, cwd: folder.path })).stdout.trim();
  const octavo = start('run', marked, '--json');
  await untilStderr(octavo, 'No worker has taken the run yet');
  expect(octavo.stderr()).toMatch(/`octavo worker`.*--work/);
  expect(marks()).toEqual([]);
  const company = laptop('company', folder, env);
  const worker = company.start('worker');
  expect(await octavo.ended).toBe(0);
  const { workflowId } = JSON.parse(octavo.stdout()) as { readonly workflowId: string };
  worker.child.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
  expect(marks()).toEqual([]);
  const ran = [...laptop('gone', folder, env).marks(), ...company.marks()];
  expect([...ran].sort()).toEqual([...backlog, late, workflowId].sort());
});

it('worker refuses a server that is not configured', async () => {
  const { env } = await withBacklog('unnamed');
  const { TEMPORAL_ADDRESS: _, ...unnamed } = env;
  const { code, stderr } = await invoke(['worker'], { env: unnamed, cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('octavo worker --address HOST:PORT') });
});

it('run --work reports an unavailable store even for a short run, and leaves no run open', async () => {
  const { start, marks } = await withBacklog('stateless');
  const config = folder.write('away.config.yaml', 'store: redis://127.0.0.1:1\n');
  const octavo = start('run', marked, '--work', '--config', config);
  expect({ code: await octavo.ended, marks: marks().length }).toEqual({ code: 0, marks: 1 });
  expect(octavo.stderr()).toContain('The store of task states is unavailable');
  expect(octavo.stderr()).not.toContain('are open');
});
