import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findFreePort, startGuardedProcess } from '@octavo/temporal-server';
import { snippetsOf } from '../docs/snippets';
import { type Ended, ROOT, runCommand, userEnvironment } from '../entry-points/entry-point';
import { until } from '../integration/support/test-worker';
import type { PackedProject } from './packed-project';

/** The project that `npm run new-project` makes: everything that it says to do works, word for word. */
export function describeNewProject(get: () => PackedProject): void {
  const type = (command: string): Promise<Ended> => runCommand(['sh', '-c', command], get().folder);

  describe('a new project', () => {
    it('is left with what to do next', () => {
      const [, next = ''] = /^Next:\n((?: {2}.*\n)+)$/m.exec(get().told) ?? [];
      const [cd = '', ...commands] = next.trim().split(/\n {2}/);
      expect(join(ROOT, cd.replace('cd ', ''))).toBe(get().folder);
      expect(commands).toEqual([
        'npm test',
        `npx octavo run definitions/hello.yaml --input '{"name": "Ada"}'`,
        'npx octavo dev',
      ]);
    });

    it('passes its own test, without an edit', async () => {
      const { code, stdout } = await type('npm test');
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('# pass 1') });
    });

    it('runs its definition', async () => {
      const { code, stdout } = await type(`npx octavo run definitions/hello.yaml --input '{"name": "Ada"}'`);
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/✓ greet [^]*"Hello, Ada!"\n$/) });
    });

    it('works in `npx octavo dev`, for `npx octavo start` and for the program of the README', async () => {
      const [port, uiPort] = [await findFreePort(), await findFreePort()];
      const args = ['dev', '--port', `${port}`, '--ui-port', `${uiPort}`];
      const command = join(get().folder, 'node_modules/.bin/octavo');
      const dev = await startGuardedProcess({ command, args, cwd: get().folder, env: userEnvironment() });
      await until(() => dev.lastOutput().includes('Octavo is ready'));
      expect(await type('npx octavo start definitions/hello.yaml --workflow-id first')).toMatchObject({ code: 0 });
      expect(await type('npx octavo result first --json')).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('"output": "Hello, world!"'),
      });
      const [program] = snippetsOf('README.md').filter(({ language }) => language === 'ts');
      await get().write('main.ts', (program?.text ?? '').replace('localhost:7233', `localhost:${port}`));
      expect(await get().runNode(['--import', 'tsx', 'main.ts'])).toMatchObject({
        code: 0,
        stdout: 'SUCCESS Hello, Ada! undefined\n',
      });
      await dev.stop();
      expect(existsSync(join(get().folder, '.octavo/temporal.db'))).toBe(true);
    });

    it('loads its action where there is no folder for temporary files, as in a read-only container', async () => {
      expect(await type('TMPDIR=/nowhere npx octavo validate definitions/hello.yaml')).toMatchObject({ code: 0 });
    });

    it('refuses an input that its definition does not know', async () => {
      const { code, stderr } = await type(`npx octavo run definitions/hello.yaml --input '{"nam": "Ada"}'`);
      expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('nam') });
    });

    it('has documents whose links lead somewhere', () => {
      const { folder } = get();
      const packages = join(folder, 'node_modules/@octavo');
      const packed = readdirSync(packages, { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.md'),
      );
      const links = ['README.md', ...packed.map((name) => join('node_modules/@octavo', name))].flatMap((name) =>
        [...readFileSync(join(folder, name), 'utf8').matchAll(/\]\((?!\w+:)([^)#\s]+)/g)].map(([, link = '']) =>
          join(dirname(join(folder, name)), link),
        ),
      );
      expect(links).toContain(join(packages, 'cli/docs/definition-language.md'));
      expect(links.filter((path) => !existsSync(path))).toEqual([]);
    });

    it('takes the first example of docs/actions.md', async () => {
      const [example] = snippetsOf('docs/actions.md');
      await get().write('actions/billing.js', example?.text ?? '');
      const { code, stdout, stderr } = await type('OCTAVO_ACTIONS=actions/billing.js npx octavo actions');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('billing.charge');
    });

    it('has types', async () => {
      const tsc = [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'];
      expect(await get().runNode(tsc)).toMatchObject({ code: 0, stdout: '' });
    });
  });

  describe('octavo init in a project', () => {
    it('keeps what is there, and has nothing to install', async () => {
      await rm(join(get().folder, 'hello.test.mjs'));
      const { code, stderr } = await type('npx octavo init');
      expect({ code, stderr }).toEqual({
        code: 0,
        stderr: `${get().folder} has a configuration: its files are kept.\nNext:\n  npm test\n  npx octavo dev\n`,
      });
      expect(existsSync(join(get().folder, 'hello.test.mjs'))).toBe(false);
    });

    it('gives another one the same packages, which it has by itself', async () => {
      const { code, stderr } = await type("npx octavo init '../second one'");
      expect({ code, stderr }).toEqual({
        code: 0,
        stderr: expect.stringContaining("Next:\n  cd '../second one'\n  npm install\n  npm test\n"),
      });
      const second = JSON.parse(await readFile(join(get().folder, '../second one/package.json'), 'utf8')) as {
        name: string;
        dependencies: Record<string, string>;
      };
      expect(second.name).toBe('second-one');
      const cli = second.dependencies['@octavo/cli'] ?? '';
      expect(cli).toMatch(/^file:octavo-packages\/octavo-cli-.*\.tgz$/);
      expect(existsSync(join(get().folder, '../second one', cli.slice('file:'.length)))).toBe(true);
    });

    it('says how a project that is there already gets them', async () => {
      const app = join(get().folder, '../app');
      await mkdir(app);
      await writeFile(join(app, 'package.json'), '{ "name": "app" }');
      const { stderr } = await type('npx octavo init ../app');
      expect(stderr).toMatch(
        /Next:\n {2}cd \.\.\/app\n {2}npm install .*file:octavo-packages\/octavo-cli-.*\.tgz .*\n/,
      );
      expect(readFileSync(join(app, 'package.json'), 'utf8')).toBe('{ "name": "app" }');
    });

    it('ends with 3 where npm fails', async () => {
      const binaries = join(dirname(get().folder), 'bin');
      await mkdir(binaries);
      await writeFile(join(binaries, 'npm'), '#!/bin/sh\necho no registry >&2\nexit 1\n');
      await chmod(join(binaries, 'npm'), 0o755);
      const octavo = join(get().folder, 'node_modules/.bin/octavo');
      const env = userEnvironment({ binaries });
      const { code, stderr } = await runCommand([octavo, 'init', '../failing', '--install'], get().folder, env);
      expect({ code, stderr }).toEqual({
        code: 3,
        stderr: expect.stringMatching(/no registry\nINSTALL_FAILED: npm install failed in .*failing/),
      });
    });
  });
}
