import { OctavoClient } from '@octavo/client';
import type { Client } from '@temporalio/client';
import { createNamespace } from '../integration/support/own-namespace';
import { testServerAddress, until } from '../integration/support/test-worker';
import { cleanEnvironment } from '../setup/clean-environment';
import { invoke, type Invocation } from './support/invoke';

// `octavo ls` in a namespace without Octavo's search attributes.

const definition = { octavo: 1, id: 'double', tasks: [{ id: 'a', type: 'basic', action: 'transform', with: 1 }] };

let temporal: Client;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  temporal = await createNamespace('ls');
  const { namespace } = temporal.options;
  env = { ...cleanEnvironment(), TEMPORAL_ADDRESS: testServerAddress(), TEMPORAL_NAMESPACE: namespace };
  await OctavoClient.of(temporal).start(definition, { workflowId: 'double-1' });
  await until(async () => (await temporal.workflow.count('WorkflowType = "octavoRun"')).count === 1);
});
afterAll(() => temporal.connection.close());

const ls = (...args: readonly string[]): Promise<Invocation> => invoke(['ls', ...args], { env });

it('ls reports why it shows no definition, and what to do', async () => {
  const { code, stdout, stderr } = await ls();
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('double-1') });
  expect(stderr).toMatch(/does not have the search attribute OctavoDefinition.*`octavo worker` registers it/);
  expect(stderr).not.toContain('did not name');
});

it('ls --definition reports why it cannot list runs, and what to do', async () => {
  const { code, stderr } = await ls('--definition', 'double');
  expect(code).toBe(2);
  expect(stderr).toMatch(/REQUEST_REFUSED: the namespace \S+ does not have the search attribute OctavoDefinition/);
  expect(stderr).toMatch(/`temporal operator search-attribute create --namespace \S+ --name OctavoDefinition/);
});

it('a client with a store lists the runs of a definition from the store', async () => {
  const facts = (id: string) => ({ facts: { definition: id, version: '1.0.0' }, state: null }) as never;
  const list = (id: string) =>
    OctavoClient.of(temporal, {
      store: { readRun: async () => facts(id), readTasks: async () => ({ items: [] }) },
    }).list({ definition: 'double' });
  expect(await list('double')).toMatchObject([{ workflowId: 'double-1', definition: 'double' }]);
  expect(await list('other')).toEqual([]);
});
