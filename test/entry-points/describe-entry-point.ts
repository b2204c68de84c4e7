import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { writeShop } from '../cli/support/shop';
import { readExpectedFiles } from '../examples/expected-case';
import { until } from '../integration/support/test-worker';
import { type EntryPoint, PROJECT, ROOT, runOctavo } from './entry-point';
import { RunningEntryPoint } from './running-entry-point';

/** The first case of each example that needs no signal; the other cases are of the definition, not of where it runs. */
const examples = readExpectedFiles(join(ROOT, 'examples')).flatMap(({ definition, cases }) => {
  const quiet = cases.find(({ signals, exitCode }) => signals === undefined && exitCode === undefined);
  return quiet === undefined ? [] : [[definition.slice(ROOT.length + 1), quiet] as const];
});
const inTypeScript = ['Hello', 'Hello later'];

/** A module of each kind, with its action. Alone it cannot use a loader that another file has registered. */
const MODULES = {
  'typescript.ts': 'own.typescript',
  'typed-es-module.mts': 'own.esModuleInTypescript',
  'typed-commonjs.cts': 'own.commonjsInTypescript',
  'es-module.mjs': 'own.esModule',
  'commonjs.cjs': 'own.commonjs',
};

/** The actions of the definitions that run every built-in one. */
function builtInActions(): readonly string[] {
  return ['every-action.yaml', 'other-activity.yaml']
    .map((file) => parse(readFileSync(join(ROOT, PROJECT, file), 'utf8')) as Definition)
    .flatMap(({ tasks }) => tasks.map(({ action }) => action));
}

interface Definition {
  readonly tasks: readonly { readonly action: string }[];
}

/** What has to work through every entry point: all examples, all built-in actions, actions of every kind of module, commands. */
export function describeEntryPoint(name: string, open: () => EntryPoint): void {
  describeRunning(name, open, [itRunsExamples, itRunsActions, itHasCommands]);
}

/** The same without examples, where they run through another entry point. */
export function describeCommands(name: string, open: () => EntryPoint): void {
  describeRunning(name, open, [itRunsActions, itHasCommands]);
}

/** The same without commands, where they are those of another entry point. */
export function describeWorker(name: string, open: () => EntryPoint): void {
  describeRunning(name, open, [itRunsExamples, itRunsActions]);
}

/** Actions alone. */
export function describeActions(name: string, open: () => EntryPoint): void {
  describeRunning(name, open, [itRunsActions]);
}

type Cases = (get: () => RunningEntryPoint) => void;

function describeRunning(name: string, open: () => EntryPoint, parts: readonly Cases[]): void {
  describe(name, () => {
    let running: RunningEntryPoint;
    beforeAll(async () => {
      running = new RunningEntryPoint(open());
      await running.start();
    });
    afterAll(() => running.stop());
    for (const part of parts) part(() => running);
  });
}

function itRunsExamples(get: () => RunningEntryPoint): void {
  it.each(examples)('runs %s', async (definition, { input = {}, output }) => {
    expect(await get().execute(definition, input)).toEqual(output);
  });

  it('runs the dependency audit', async () => {
    const { folder, entry } = get();
    writeShop(join(entry.root, folder));
    const input = { lockFile: `${folder}/package-lock.json`, folder, approvalTimeout: '100ms' };
    await get().execute('examples/dependency-audit/audit.yaml', input);
    expect(readFileSync(join(entry.root, folder, 'audit.json'), 'utf8')).toContain('not decided in time');
  });
}

function itRunsActions(get: () => RunningEntryPoint): void {
  const execute = (file: string, input: object = {}): Promise<unknown> => get().execute(`${PROJECT}/${file}`, input);

  it('runs every built-in action', async () => {
    expect(await execute('every-action.yaml', { url: get().url })).toEqual({
      body: 'pong',
      stdout: '42\n',
      child: 42,
      count: 1,
      failure: 'ENOUGH',
    });
    expect(await execute('other-activity.yaml')).toBe(5);
    await until(async () => get().workerOutput().includes('Still here.'));
  });

  it('runs actions of every kind of module, which load more modules as they run', async () => {
    expect(await execute('own-actions.yaml')).toEqual({
      typescript: inTypeScript,
      esModuleInTypescript: inTypeScript,
      commonjsInTypescript: inTypeScript,
      esModule: ['later, from CommonJS'],
      commonjs: ['later, from an ES module'],
    });
  });
}

function itHasCommands(get: () => RunningEntryPoint): void {
  async function octavo(args: readonly string[], env: Readonly<Record<string, string>>): Promise<unknown> {
    const { entry } = get();
    const { code, stdout, stderr } = await runOctavo({ ...entry, octavo: entry.direct ?? entry.octavo }, args, env);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    return stdout === '' ? null : JSON.parse(stdout);
  }

  it('is typed so', async () => {
    const { entry } = get();
    expect(await runOctavo(entry, ['--version'], {})).toMatchObject({ code: 0, stdout: '0.1.0\n' });
  });

  it.each(Object.entries(MODULES))('lists the built-in actions and that of %s, loaded alone', async (file, own) => {
    const env = { OCTAVO_ACTIONS: `${PROJECT}/actions/${file}` };
    const actions = (await octavo(['actions', '--json'], env)) as readonly { readonly name: string }[];
    expect(actions.map(({ name }) => name).toSorted()).toEqual([...builtInActions(), own].toSorted());
  });

  it('starts, signals and awaits a run', async () => {
    const { address: env } = get();
    const input = JSON.stringify({ request: 'a yacht', approvers: ['ada'] });
    const approval = 'examples/approval/approval.yaml';
    const { workflowId } = (await octavo(['start', approval, '--input', input, '--json'], env)) as {
      workflowId: string;
    };
    await octavo(['signal', workflowId, 'decision', '--payload', '{"approved": false}', '--sender', 'ada'], env);
    expect(await octavo(['result', workflowId, '--json'], env)).toMatchObject({ output: { verdict: 'rejected' } });
  });

  it('runs every built-in action with a server and a worker of its own', async () => {
    const config = `${PROJECT}/built-in.config.yaml`;
    const file = `${PROJECT}/every-action.yaml`;
    const input = JSON.stringify({ url: get().url });
    expect(await octavo(['run', file, '--config', config, '--input', input, '--json'], {})).toMatchObject({
      status: 'SUCCESS',
      output: { body: 'pong' },
    });
  });
}
