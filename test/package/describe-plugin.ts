import { OctavoClient } from '@octavo/client';
import { startGuardedProcess } from '@octavo/temporal-server';
import { Client, Connection } from '@temporalio/client';
import { pathOf, snippetsOf } from '../docs/snippets';
import { userEnvironment } from '../entry-points/entry-point';
import { testServerAddress } from '../integration/support/test-worker';
import type { PackedProject } from './packed-project';

/** The worker with OctavoPlugin of services/worker/README.md, word for word, with the files of a new project. */
export function describePlugin(get: () => PackedProject): void {
  it('the worker of services/worker/README.md runs a workflow of the team, and a definition with an own action', async () => {
    for (const snippet of snippetsOf('services/worker/README.md')) {
      const path = pathOf(snippet);
      if (path !== undefined) await get().write(path, snippet.text);
    }
    const address = testServerAddress();
    const connection = await Connection.connect({ address });
    const client = new Client({ connection });
    const worker = await startGuardedProcess({
      ...{
        command: process.execPath,
        args: ['--import', 'tsx', 'team/worker.ts'],
        cwd: get().folder,
      },
      env: { ...userEnvironment(), TEMPORAL_ADDRESS: address },
    });
    try {
      const options = {
        taskQueue: 'team',
        workflowRunTimeout: 60_000,
        workflowId: `greet-team-${process.pid}`,
        args: ['Ada'],
      };
      expect(await client.workflow.execute('greetTeam', options)).toBe('Hello, Ada!');
      const octavo = OctavoClient.of(client, { taskQueue: 'team' });
      const { output } = await octavo.run({ definitionId: 'hello' }, { input: { name: 'Ada' } });
      expect(output).toBe('Hello, Ada!');
    } finally {
      await worker.stop();
      await connection.close();
    }
  });
}
