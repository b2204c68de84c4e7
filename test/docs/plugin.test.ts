import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { OctavoClient } from '@octavo/client';
import { startGuardedProcess } from '@octavo/temporal-server';
import { Client, Connection } from '@temporalio/client';
import { cleanEnvironment } from '../setup/clean-environment';
import { testServerAddress } from '../integration/support/test-worker';
import { pathOf, ROOT, snippetsOf } from './snippets';

const HELLO = `octavo: 1
id: hello
tasks: [{ id: a, type: basic, action: transform, with: 'Hello, \${ input.name }!' }]
output: '\${ tasks.a.output }'
`;

// Inside of the checkout, so that what they import is found.
const folder = mkdtempSync(join(ROOT, 'test/docs/.plugin-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The program of services/worker/README.md, with a definition. */
function writeProgram(): void {
  for (const snippet of snippetsOf('services/worker/README.md')) {
    const path = pathOf(snippet);
    if (path !== undefined) writeFileSync(join(folder, basename(path)), snippet.text);
  }
  // As in a project of `octavo init`.
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  mkdirSync(join(folder, 'definitions'));
  writeFileSync(join(folder, 'definitions/hello.yaml'), HELLO);
}

it('the worker of services/worker/README.md runs a workflow of the team and a definition', async () => {
  writeProgram();
  const address = testServerAddress();
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  const args = [join(ROOT, 'node_modules/tsx/dist/cli.mjs'), 'worker.ts'];
  const env = { ...cleanEnvironment(), TEMPORAL_ADDRESS: address };
  const worker = await startGuardedProcess({ command: process.execPath, args, cwd: folder, env });
  try {
    const options = { taskQueue: 'team', workflowId: `greet-team-${process.pid}`, args: ['Ada'] };
    expect(await client.workflow.execute('greetTeam', options)).toBe('Hello, Ada!');
    const octavo = OctavoClient.of(client, { taskQueue: 'team' });
    const { output } = await octavo.run({ definitionId: 'hello' }, { input: { name: 'Ada' } });
    expect(output).toBe('Hello, Ada!');
  } finally {
    await worker.stop();
    await connection.close();
  }
});
