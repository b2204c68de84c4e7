import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findFreePort, startGuardedProcess } from '@octavo/temporal-server';
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
      expect(commands).toEqual(['npm test', `npx octavo run hello.yaml --input '{"name": "Ada"}'`, 'npx octavo dev']);
    });

    it('passes its own test, without an edit', async () => {
      const { code, stdout } = await type('npm test');
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('# pass 1') });
    });

    it('runs its definition', async () => {
      const { code, stdout } = await type(`npx octavo run hello.yaml --input '{"name": "Ada"}'`);
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/✓ greet [^]*"Hello, Ada!"\n$/) });
    });

    it('works in `npx octavo dev`, for `npx octavo start`', async () => {
      const [port, uiPort] = [await findFreePort(), await findFreePort()];
      const args = ['dev', '--port', `${port}`, '--ui-port', `${uiPort}`];
      const command = join(get().folder, 'node_modules/.bin/octavo');
      const dev = await startGuardedProcess({ command, args, cwd: get().folder, env: userEnvironment() });
      await until(async () => (await type('npx octavo start hello.yaml --workflow-id first')).code === 0);
      expect(await type('npx octavo result first --json')).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('"output": "Hello, world!"'),
      });
      await dev.stop();
      expect(existsSync(join(get().folder, '.octavo/temporal.db'))).toBe(true);
    });

    it('loads its action where there is no folder for temporary files, as in a read-only container', async () => {
      expect(await type('TMPDIR=/nowhere npx octavo validate hello.yaml')).toMatchObject({ code: 0 });
    });

    it('has types', async () => {
      const tsc = [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'];
      expect(await get().runNode(tsc)).toMatchObject({ code: 0, stdout: '' });
    });
  });

  describe('octavo init in a project', () => {
    it('keeps what is there, and has nothing to install', async () => {
      const path = join(get().folder, 'hello.yaml');
      const edited = `${await readFile(path, 'utf8')}# edited\n`;
      await writeFile(path, edited);
      const { code, stderr } = await type('npx octavo init');
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('kept  hello.yaml\n') });
      expect(stderr).toContain('Next:\n  node --test hello.test.mjs\n');
      expect(readFileSync(path, 'utf8')).toBe(edited);
    });

    it('gives another one the same packages', async () => {
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
      expect(second.dependencies['@octavo/cli']).toMatch(
        /^file:\.\.\/my-project\/octavo-packages\/octavo-cli-.*\.tgz$/,
      );
    });

    it('says how a project that is there already gets them', async () => {
      const app = join(get().folder, '../app');
      await mkdir(app);
      await writeFile(join(app, 'package.json'), '{ "name": "app" }');
      const { stderr } = await type('npx octavo init ../app');
      expect(stderr).toMatch(
        /Next:\n {2}cd \.\.\/app\n {2}npm install .*file:\.\.\/my-project\/.*octavo-cli-.*\.tgz .*\n/,
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
