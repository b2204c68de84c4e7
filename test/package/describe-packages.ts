import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { locateTemporal } from '@octavo/temporal-server';
import type { Ended } from '../entry-points/entry-point';
import type { PackedProject } from './packed-project';

const OCTAVO = 'node_modules/@octavo/cli/bin/octavo.js';

const DEFINITION = `octavo: 1
id: greeting
input: { type: object, required: [name] }
tasks:
  - id: greet
    type: basic
    action: transform
    with: { text: "Hello, \${ input.name }!" }
output: { text: "\${ tasks.greet.output.text }" }
`;

/** What our packages are, beside what runs through them. */
export function describePackages(get: () => PackedProject): void {
  describe('our packages, packed', () => {
    it('run a definition on the old engine beside the new one', async () => {
      const project = get();
      await project.write('greeting.yaml', DEFINITION);
      const env = { OCTAVO_MIGRATION_STORE: 'rollout' };
      const set = await project.runNode([OCTAVO, 'rollout', 'set', 'all', 'shadow'], env);
      expect(set).toMatchObject({ code: 0, stdout: expect.stringContaining(': shadow\n') });
      const ran = await project.runNode([OCTAVO, 'run', 'greeting.yaml', '--input', '{"name":"you"}', '--json'], env);
      expect({ code: ran.code, stderr: ran.stderr }).toMatchObject({ code: 0 });
      expect(JSON.parse(ran.stdout)).toMatchObject({ status: 'SUCCESS', output: { text: 'Hello, you!' } });
      const report = await project.runNode([OCTAVO, 'rollout', 'report', '--json'], env);
      expect(JSON.parse(report.stdout)).toMatchObject({
        parts: [{ definition: 'greeting', type: 'basic', compared: 1, equal: 1 }],
      });
    });

    it('say what is wrong with a definition', async () => {
      await get().write('wrong.yaml', DEFINITION.replace('transform', 'transfrom'));
      const { code, stdout } = await get().runNode([OCTAVO, 'validate', 'wrong.yaml', '--json']);
      expect(code).toBe(2);
      expect(JSON.parse(stdout)).toMatchObject([{ severity: 'error', line: 7 }]);
    });

    it('load no compiler for actions in JavaScript', async () => {
      const { folder } = get();
      await get().write('plain.mjs', "export default { kind: 'activity', name: 'own.plain', run() {} };");
      await rename(join(folder, 'node_modules/tsx'), join(folder, 'tsx'));
      const list = (file: string): Promise<Ended> => get().runNode([OCTAVO, 'actions'], { OCTAVO_ACTIONS: file });
      expect((await list('plain.mjs')).stdout).toContain('own.plain');
      expect(await list('actions/greet.ts')).toMatchObject({ code: 2, stderr: expect.stringContaining("'tsx'") });
      await rename(join(folder, 'tsx'), join(folder, 'node_modules/tsx'));
    });

    it('run a definition where neither the home, the cache nor the temporary folder can be written', async () => {
      const project = get();
      await project.write('greeting.yaml', DEFINITION);
      // Nothing can be created below a file or in /sys, by root either.
      const nowhere = join(project.folder, 'greeting.yaml/nowhere');
      const nothing = { HOME: '/sys/nowhere', TMPDIR: nowhere, XDG_CACHE_HOME: nowhere, OCTAVO_CACHE: nowhere };
      // The server itself is there, as in an image: what has to be installed first needs a folder to stand in.
      const env = { ...nothing, OCTAVO_TEMPORAL_CLI: await locateTemporal() };
      const { code, stdout, stderr } = await project.runNode(
        [OCTAVO, 'run', 'greeting.yaml', '--input', '{"name":"you"}', '--json'],
        env,
      );
      expect({ code, stderr }).toMatchObject({ code: 0 });
      expect(JSON.parse(stdout)).toMatchObject({ status: 'SUCCESS', output: { text: 'Hello, you!' } });
    });

    it('have a command with the licences of the libraries inside of it', async () => {
      const licences = await readFile(join(get().folder, 'node_modules/@octavo/cli/THIRD-PARTY-LICENSES'), 'utf8');
      for (const holder of ['Colin McDonnell', 'Eemeli Aro', 'TJ Holowaychuk']) expect(licences).toContain(holder);
    });
  });
}
