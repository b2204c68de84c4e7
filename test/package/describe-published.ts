import { cpSync, readFileSync, rmSync, statSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { testServerAddress } from '../integration/support/test-worker';
import { ROOT, runCommand } from '../entry-points/entry-point';
import { readHistories } from '../replay/history-file';
import { replayAll } from '../replay/replay-all';
import { lengths } from '../setup/lengths';
import { filesOf, LIBRARIES, manifestOf } from './installed-package';
import type { PackedProject } from './packed-project';

const PACKAGES = [...LIBRARIES, 'cli'];
const ENTRIES = [
  ...['builder', 'client', 'client/rollout'],
  ...['worker', 'worker/migration', 'worker/plugin', 'worker/workflows'],
];

/** What each start of the command compiles; before it was in a file of its own, that were 1.2 MB. */
const MOST_START_BYTES = 100_000;

/** Node prints the line of an uncaught error; the longest are patterns of libraries. */
const LONGEST_LINE = 1_500;

/** Every entry, with a type and a value of each; it defines an action, runs it by a worker, and is told of its failure. */
const PROGRAM = `import { basic, expr, workflow } from '@octavo/builder';
import { OctavoClient, OctavoError } from '@octavo/client';
import { MemoryRolloutStore, OctavoRollout } from '@octavo/client/rollout';
import { ActionError, createOctavoWorker, defineAction, type OctavoWorkerOptions, z } from '@octavo/worker';
import { createMigration, type MigrationOptions } from '@octavo/worker/migration';
import { OctavoPlugin, WorkerStartError } from '@octavo/worker/plugin';

declare module '@octavo/builder' {
  interface ActionInputs {
    'own.named': { readonly size: number };
  }
}

export const divide = defineAction({
  name: 'own.divide',
  input: z.strictObject({ by: z.number() }),
  output: z.number(),
  run: ({ by }) => {
    if (by === 0) throw new ActionError('BY_ZERO', 'no', { retryable: false });
    return 12 / by;
  },
});
// @ts-expect-error the input is typed
basic('wrong', divide, { with: { by: {} } });
// @ts-expect-error so is that of an action that only has a name here
basic('wrong', 'own.named', { with: { size: 'large' } });

export const definition = (by: number) =>
  workflow('divide').task(basic('a', divide, { with: { by } })).output(expr('tasks.a.output')).toDefinition();

export const unused: readonly unknown[] = [createMigration, OctavoPlugin, WorkerStartError, {} as MigrationOptions];

async function main([address = '', taskQueue = '']: readonly string[]): Promise<void> {
  const options: OctavoWorkerOptions = { connectionOptions: { address }, taskQueue, actions: [divide] };
  const worker = await createOctavoWorker(options);
  const running = worker.run();
  const client = await OctavoClient.connect({ address, taskQueue, actions: [divide] });
  const [good, bad] = [await client.run(definition(3)), await client.run(definition(0))];
  const refused = await client.start('octavo: 1').catch((error: unknown) => error);
  const rollout = new OctavoRollout({ client, store: new MemoryRolloutStore() });
  console.log(good.output, bad.error?.code, refused instanceof OctavoError, (await rollout.status()).types.length);
  worker.shutdown();
  await running;
  await client.close();
}
void main(process.argv.slice(2));
`;
/** Writes the bundles of workers without and with a migration. */
const BUNDLING = `const { workflowBundle } = require('@octavo/worker');
const { migrationWorkflowsPath } = require('@octavo/worker/migration');
const { copyFileSync, writeFileSync } = require('node:fs');
void (async () => {
  copyFileSync((await workflowBundle({ cacheFolder: 'cache' })).codePath, 'own.js');
  writeFileSync('both.js', (await workflowBundle({ workflowsPath: migrationWorkflowsPath })).code);
})();
`;
/** Prints the number of copies of a module of Temporal in a bundle with the plugin. */
const ONE_TEMPORAL = `const { OctavoPlugin } = require('@octavo/worker/plugin');
const { bundleWorkflowCode } = require('@temporalio/worker');
void (async () => {
  const options = { workflowsPath: require.resolve('./team.workflow.cjs'), plugins: [new OctavoPlugin()] };
  const { code } = await bundleWorkflowCode(options);
  const names = code.split('"').filter((name) => name.endsWith('@temporalio/workflow/lib/internals.js'));
  console.log(new Set(names).size);
})();
`;
const COMPILER = {
  ...{ strict: true, module: 'node20', target: 'es2023', types: ['node'], sourceMap: true, declaration: true },
  outDir: 'built',
  // Types of others; ours are checked.
  skipLibCheck: true,
  typeRoots: [join(ROOT, 'node_modules/@types')],
};

/** What a package has to be for everybody who installs it. */
export function describePublished(get: () => PackedProject): void {
  const installed = (name: string): string => join(get().folder, 'node_modules/@octavo', name);
  const tarball = (name: string): string => join(get().folder, `octavo-packages/octavo-${name}-0.1.0.tgz`);
  const check = (tool: string, ...args: readonly string[]): Promise<unknown> =>
    runCommand([process.execPath, join(ROOT, 'node_modules', tool), ...args], ROOT);

  describe('a program of its own', () => {
    it('is compiled as program.mts and as program.cts', async () => {
      const project = get();
      for (const extension of ['mts', 'cts']) await project.write(`program.${extension}`, PROGRAM);
      await project.write('program.json', JSON.stringify({ compilerOptions: COMPILER, include: ['program.*ts'] }));
      const compiled = await project.runNode([join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'program.json']);
      expect(compiled).toMatchObject({ code: 0, stdout: '' });
    });

    it.each(['mjs', 'cjs'])('runs as program.%s', async (extension) => {
      const ran = await get().runNode([`built/program.${extension}`, testServerAddress(), `program-${extension}`]);
      expect(ran).toMatchObject({ code: 0, stdout: '4 BY_ZERO true 8\n' });
    });

    it('gets the same objects by import and by require, from every entry', async () => {
      await get().write(
        'same.cjs',
        `
        void Promise.all(process.argv.slice(2).map(async (name) => {
          const [required, imported] = [require('@octavo/' + name), await import('@octavo/' + name)];
          const names = Object.keys(required);
          const isSame = names.every((key) => required[key] === imported[key]);
          return [name, names.length > 0 && isSame && Object.keys(imported).length === names.length];
        })).then((all) => console.log(JSON.stringify(all)));`,
      );
      const { stdout } = await get().runNode(['same.cjs', ...ENTRIES]);
      expect(JSON.parse(stdout)).toEqual(ENTRIES.map((name) => [name, true]));
    });

    it('loads neither Redis nor Temporal where it only defines actions', async () => {
      const list = `Object.keys(require.cache).filter((path) => /ioredis|undici|@temporalio.(worker|client)/.test(path))`;
      const { stdout } = await get().runNode(['-e', `require('@octavo/worker'); console.log(${list})`]);
      expect(stdout).toBe('[]\n');
    });
  });

  it('the plugin loads no code that it needs later, and has the same objects as the other entries', async () => {
    await get().write(
      'plugin.cjs',
      `
      const { OctavoPlugin, WorkerStartError } = require('@octavo/worker/plugin');
      const loaded = Object.keys(require.cache).filter((path) => /@octavo/.test(path));
      const worker = require('@octavo/worker');
      const isSame = worker.OctavoPlugin === OctavoPlugin && worker.WorkerStartError === WorkerStartError;
      console.log(JSON.stringify([isSame, ...loaded.map((path) => path.split('@octavo/worker/')[1])]));`,
    );
    const { stdout } = await get().runNode(['plugin.cjs']);
    expect(JSON.parse(stdout)).toEqual([true, 'plugin.js', 'lib/plugin.js']);
  });

  it('the command loads little to show its version', () => {
    expect(statSync(join(installed('cli'), 'lib/main.js')).size).toBeLessThan(MOST_START_BYTES);
  });

  it('workflow code that Node loads too leaves Node as it is', async () => {
    const files = ['workflows', 'lib/workflows/payload-converter', 'lib/workflows/failure-converter'];
    const load = files.map((file) => `require('./node_modules/@octavo/worker/${file}.js');`).join(' ');
    const { stdout } = await get().runNode(['-e', `${load} console.log(Object.hasOwn(Promise, 'constructor'))`]);
    expect(stdout).toBe('false\n');
  });

  it('the plugin bundles one copy of the packages of Temporal, where another one is installed for Octavo', async () => {
    for (const name of ['workflow', 'common'])
      cpSync(join(ROOT, 'node_modules/@temporalio', name), installed(`worker/node_modules/@temporalio/${name}`), {
        recursive: true,
      });
    await get().write('team.workflow.cjs', `exports.team = () => require('@temporalio/workflow').workflowInfo();`);
    await get().write('one-temporal.cjs', ONE_TEMPORAL);
    const { stdout, stderr } = await get().runNode(['one-temporal.cjs']);
    rmSync(installed('worker/node_modules'), { recursive: true });
    expect({ stdout, stderr }).toMatchObject({ stdout: '1\n' });
  });

  it('workflow code replays every history that was recorded', async () => {
    const project = get();
    await project.runNode(['-e', BUNDLING]);
    for (const codePath of ['own.js', 'both.js'].map((name) => join(project.folder, name)))
      expect(await replayAll({ codePath }, readHistories())).toEqual([]);
  });

  describe.each(PACKAGES)('@octavo/%s', (name) => {
    it('names every package that its code and its types import', () => {
      const used = packagesUsed(installed(name));
      const { dependencies, peerDependencies } = manifestOf(installed(name));
      expect([...used].filter((found) => !(found in { ...dependencies, ...peerDependencies }))).toEqual([]);
    });

    it('has source maps and says what it is; neither sources nor tests are in it', () => {
      const files = filesOf(installed(name));
      expect(files).toContain('lib/main.js.map');
      expect(files.filter((path) => /(?<!\.d)\.[cm]?ts$/.test(path) && !path.endsWith('.d.mts'))).toEqual([]);
      expect(files.filter((path) => /\.(test|fixture)\./.test(path))).toEqual([]);
      expect(manifestOf(installed(name))).toMatchObject({
        ...{ license: 'MIT', author: 'Octavo authors', keywords: expect.any(Array), engines: {} },
        ...{ files: expect.arrayContaining(['README.md', 'lib']), sideEffects: expect.anything() },
      });
    });

    it('has lines and names that Node can print for an error', () => {
      const texts = filesOf(installed(name))
        .filter((path) => path.endsWith('.js'))
        .map((path) => readFileSync(join(installed(name), path), 'utf8'));
      expect(texts.flatMap((text) => text.split('\n').filter((line) => line.length > LONGEST_LINE))).toEqual([]);
      expect(texts.flatMap((text) => text.match(/class _\w+ extends \w*Error\b/g) ?? [])).toEqual([]);
    });

    it.each(['lib', 'lib/workflows'])('has each module once, in one of the files of %s', (folder) => {
      const maps = filesOf(installed(name)).filter((path) => dirname(path) === folder && path.endsWith('.js.map'));
      const sources = maps.flatMap((path) => sourcesOf(join(installed(name), path)));
      expect(sources.filter((source, index) => sources.indexOf(source) !== index)).toEqual([]);
    });

    it('has no fault that publint knows', async () => {
      expect(await check('publint/src/cli.js', 'run', tarball(name), '--strict')).toMatchObject({ code: 0 });
    });
  });

  it.each(LIBRARIES.slice(-lengths.variants))(
    'types of @octavo/%s are found by every way of resolving',
    async (name) => {
      const args = [tarball(name), '--format', 'ascii'];
      expect(await check('@arethetypeswrong/cli/dist/index.js', ...args)).toMatchObject({ code: 0 });
    },
  );

  it('the client is bundled without ioredis, which a store in Redis then demands', async () => {
    await get().write(
      'bundled.cjs',
      `
      const { OctavoClient } = require('@octavo/client');
      const { RedisRolloutStore } = require('@octavo/client/rollout');
      try { new RedisRolloutStore({ url: 'redis://localhost' }); }
      catch (error) { console.log(typeof OctavoClient, error.message, error.cause.code); }`,
    );
    const file = join(get().folder, 'bundled.cjs');
    const outfile = join(get().folder, 'bundle.cjs');
    const library = join(get().folder, 'node_modules/ioredis');
    await rename(library, `${file}.library`);
    await build({ entryPoints: [file], bundle: true, platform: 'node', outfile, logLevel: 'silent' });
    const { stdout, stderr } = await get().runNode(['bundle.cjs']);
    await rename(`${file}.library`, library);
    expect({ stdout, stderr }).toMatchObject({
      stdout: expect.stringMatching(/^function .*npm install ioredis MODULE_NOT_FOUND\n$/),
    });
  });

  it('the builder needs zod only, for its types', () => {
    const { dependencies, peerDependencies } = manifestOf(installed('builder'));
    expect(Object.keys({ ...dependencies, ...peerDependencies })).toEqual(['zod']);
  });

  it('the client brings nothing of the activities along', () => {
    const { dependencies, peerDependencies, peerDependenciesMeta } = manifestOf(installed('client'));
    const needed = Object.keys({ ...dependencies, ...peerDependencies });
    const own = needed.filter((name) => peerDependenciesMeta?.[name]?.optional !== true);
    expect(own.filter((name) => /undici|ioredis|activity|worker/.test(name))).toEqual([]);
  });
}

/** What a source map says that a file is made of, but for what the build itself writes. */
function sourcesOf(path: string): readonly string[] {
  const { sources } = JSON.parse(readFileSync(path, 'utf8')) as { readonly sources: readonly string[] };
  return sources.filter((source) => source.endsWith('.ts') || source.includes('node_modules'));
}

const REQUIRED = /\b(?:require(?:\.resolve)?|import)\(["'`]([^"'`]+)["'`]\)/g;
const IMPORTED = /^(?:import|export)\b[^;]*?\bfrom ["']([^"']+)["']/gm;

/** The packages of others that files of a package import, in code or in types. */
function packagesUsed(folder: string): ReadonlySet<string> {
  const texts = filesOf(folder)
    .filter((path) => /\.(m?js|d\.m?ts)$/.test(path))
    .map((path) => readFileSync(join(folder, path), 'utf8'));
  const specifiers = texts.flatMap((text) =>
    [REQUIRED, IMPORTED].flatMap((pattern) => [...text.matchAll(pattern)].map(([, specifier = '']) => specifier)),
  );
  const others = specifiers.filter((specifier) => /^[@\w]/.test(specifier) && !isBuiltin(specifier));
  return new Set(others.map((path) => path.split('/', path.startsWith('@') ? 2 : 1).join('/')));
}
