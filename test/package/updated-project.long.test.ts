import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeWorker } from '../entry-points/describe-entry-point';
import { copyProject, type Ended, ROOT, runCommand, userEnvironment } from '../entry-points/entry-point';
import { imageEntryPoint } from '../entry-points/image-entry-point';
import { PackedProject } from './packed-project';

let project: PackedProject;
beforeAll(async () => {
  project = await PackedProject.create();
}, 600_000);
afterAll(() => project?.remove());

const type = (command: string): Promise<Ended> => runCommand(['sh', '-c', command], project.folder);

it('npm run new-project for a project that is there updates its packages, and keeps its files', async () => {
  const licence = join(project.folder, 'node_modules/@octavo/cli/LICENSE');
  await rm(licence);
  const { code } = await type(
    'npm pack ./node_modules/@octavo/cli --pack-destination octavo-packages && npm install file:octavo-packages/octavo-cli-0.1.0.tgz',
  );
  expect([code, existsSync(licence)]).toEqual([0, false]);
  const definition = join(project.folder, 'definitions/hello.yaml');
  const edited = `${await readFile(definition, 'utf8')}# edited\n`;
  await writeFile(definition, edited);

  const env = { ...userEnvironment(), npm_config_prefer_offline: 'true' };
  const again = await runCommand(['npm', 'run', 'new-project', '--', project.folder], ROOT, env);
  expect(again).toMatchObject({ code: 0, stderr: expect.stringMatching(/^Packing[^]*Next:\n.*\n {2}npm test\n/m) });
  expect(existsSync(licence)).toBe(true);
  expect(await readFile(definition, 'utf8')).toBe(edited);
  expect(await type('npm test')).toMatchObject({ code: 0 });
}, 600_000);

describeWorker('the command line of the image', () => {
  copyProject(project.folder);
  return imageEntryPoint(project.folder);
});
