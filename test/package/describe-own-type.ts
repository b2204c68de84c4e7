import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startGuardedProcess } from '@octavo/temporal-server';
import { pathOf, snippetsOf } from '../docs/snippets';
import { type Ended, ROOT, userEnvironment } from '../entry-points/entry-point';
import { testServerAddress } from '../integration/support/test-worker';
import { lengths } from '../setup/lengths';
import type { PackedProject } from './packed-project';

const TSCONFIG = {
  extends: './tsconfig.json',
  compilerOptions: {
    ...{ module: 'node20', noEmit: false, outDir: 'built', rootDir: '.', types: ['node'] },
    typeRoots: [join(ROOT, 'node_modules/@types')],
  },
  include: ['countdown'],
};

/** The ways in which a project runs its programs: compiled, and as they are. */
const WAYS = [
  ['compiled by TypeScript', (name: string) => [`built/countdown/${name}.js`]],
  ['by tsx', (name: string) => ['--import', 'tsx', `countdown/${name}.ts`]],
] as const;

/** The task type of docs/how-to-add-a-task-type.md, word for word, in a project that has our packages only. */
export function describeOwnType(get: () => PackedProject): void {
  const variables = { TEMPORAL_ADDRESS: testServerAddress() };

  describe('a task type of a project', () => {
    beforeAll(async () => {
      for (const snippet of snippetsOf('docs/how-to-add-a-task-type.md')) {
        const path = pathOf(snippet);
        if (path !== undefined) await get().write(path, snippet.text);
      }
    });

    it('compiles', async () => {
      await writeFile(join(get().folder, 'countdown.json'), JSON.stringify(TSCONFIG));
      const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
      expect(await get().runNode([compiler, '-p', 'countdown.json'])).toMatchObject({ code: 0, stdout: '' });
    });

    it.each(WAYS.slice(0, lengths.variants))('runs on the real server, %s', async (_way, argsOf) => {
      const run = (name: string): Promise<Ended> => get().runNode(argsOf(name), variables);
      const worker = await startGuardedProcess({
        ...{ command: process.execPath, args: argsOf('worker'), cwd: get().folder },
        env: { ...userEnvironment(), ...variables },
      });
      const { code, stdout, stderr } = await run('client');
      await worker.stop();
      expect({ code, stdout, stderr, worker: worker.lastOutput() }).toMatchObject({ code: 0, stdout: 'SUCCESS 3\n' });
    });
  });
}
