import { join } from 'node:path';
import { PackedProject } from './packed-project';

const ROOT = join(__dirname, '../..');
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

const ACTION = `import { defineAction, z } from '@octavo/activities';

export const greet = defineAction({
  name: 'my.greet',
  input: z.strictObject({ name: z.string() }),
  output: z.strictObject({ text: z.string() }),
  run: ({ name }) => ({ text: \`Hi, \${name}!\` }),
});
`;

const PROGRAM = `import { workflow } from '@octavo/builder';
import { OctavoClient } from '@octavo/client';
import { MemoryRolloutStore, OctavoRollout } from '@octavo/client/rollout';
import { createMigration } from '@octavo/migration';
import { createOctavoWorker, type OctavoWorkerOptions } from '@octavo/worker';

const options: OctavoWorkerOptions = { taskQueue: 'typed' };
export { createMigration, createOctavoWorker, MemoryRolloutStore, OctavoClient, OctavoRollout, options, workflow };
`;

describe('our packages, packed and installed in an empty project', () => {
  let project: PackedProject;
  beforeAll(async () => {
    project = await PackedProject.create();
  }, 300_000);
  afterAll(() => project?.remove());

  const onServer = () => ['--work', '--address', process.env['OCTAVO_TEST_TEMPORAL_ADDRESS'] ?? ''];

  it('run a definition with plain Node', async () => {
    await project.write('greeting.yaml', DEFINITION);
    const args = [OCTAVO, 'run', 'greeting.yaml', '--input', '{"name":"you"}', '--json', ...onServer()];
    const { code, stdout, stderr } = await project.runNode(args);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(JSON.parse(stdout)).toMatchObject({ status: 'SUCCESS', output: { text: 'Hello, you!' } });
  });

  it("run an action of the user's own: an ES module that the configuration names", async () => {
    await project.write('greet.mjs', ACTION);
    await project.write('octavo.config.yaml', 'actions: [greet.mjs]\n');
    await project.write(
      'own.yaml',
      DEFINITION.replace('transform', 'my.greet').replace(/with: .*/, 'with: { name: Ann }'),
    );
    const args = [OCTAVO, 'run', 'own.yaml', '--input', '{"name":"you"}', '--json', ...onServer()];
    const { code, stdout, stderr } = await project.runNode([...args], { OCTAVO_TASK_QUEUE: 'own-action' });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(JSON.parse(stdout)).toMatchObject({ status: 'SUCCESS', output: { text: 'Hi, Ann!' } });
  });

  it('run a definition on the old engine beside the new one, with plain Node', async () => {
    const env = { OCTAVO_TASK_QUEUE: 'packed-migration', OCTAVO_MIGRATION_STORE: 'rollout' };
    const set = await project.runNode([OCTAVO, 'rollout', 'set', 'all', 'shadow'], env);
    expect(set).toMatchObject({ code: 0, stdout: expect.stringContaining(': shadow\n') });
    const args = [OCTAVO, 'run', 'greeting.yaml', '--input', '{"name":"you"}', '--json', ...onServer()];
    const ran = await project.runNode(args, env);
    expect({ code: ran.code, stderr: ran.stderr }).toMatchObject({ code: 0 });
    expect(JSON.parse(ran.stdout)).toMatchObject({ status: 'SUCCESS', output: { text: 'Hello, you!' } });
    const report = await project.runNode([OCTAVO, 'rollout', 'report', '--json'], env);
    expect(JSON.parse(report.stdout)).toMatchObject({
      parts: [{ definition: 'greeting', type: 'basic', compared: 1, equal: 1 }],
    });
  });

  it('say what is wrong with a definition', async () => {
    await project.write('wrong.yaml', DEFINITION.replace('transform', 'transfrom'));
    const { code, stdout } = await project.runNode([OCTAVO, 'validate', 'wrong.yaml', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject([{ severity: 'error', line: 7 }]);
  });

  it('have types for a strict project that resolves as Node does', async () => {
    await project.write('program.ts', PROGRAM);
    const flags = [
      '--strict',
      '--noEmit',
      '--skipLibCheck',
      '--module',
      'node16',
      '--target',
      'es2022',
      '--types',
      'node',
    ];
    const roots = ['--typeRoots', join(ROOT, 'node_modules/@types')];
    const { code, stdout } = await project.runNode([
      join(ROOT, 'node_modules/typescript/bin/tsc'),
      ...flags,
      ...roots,
      'program.ts',
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  });

  it('bring no TypeScript sources and no tests', async () => {
    const list =
      "const { readdirSync } = require('node:fs'); console.log(readdirSync('node_modules/@octavo', { recursive: true }).join('\\n'));";
    const { stdout } = await project.runNode(['-e', list]);
    const files = stdout.split('\n').filter((path) => /(?<!\.d)\.ts$/.test(path) || /\.test\./.test(path));
    expect(files).toEqual([]);
  });
});
