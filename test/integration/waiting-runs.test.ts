import { ActionRegistry, createActivities } from '@octavo/activities';
import type { WaitingRun } from '@octavo/orchestrators';
import { checkInput, createPlanner } from '@octavo/planner';
import { MemoryTaskStateStore } from '@octavo/state';
import { Client, Connection } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';

const waitingFor = defineSearchAttributeKey('OctavoWaitingFor', SearchAttributeType.KEYWORD_LIST);
const definition = defineSearchAttributeKey('OctavoDefinition', SearchAttributeType.KEYWORD);

let connection: Connection;
beforeAll(async () => {
  connection = await Connection.connect({ address: process.env['OCTAVO_TEST_TEMPORAL_ADDRESS'] ?? 'localhost:7233' });
});
afterAll(() => connection.close());

function activities(client: Client) {
  const planner = createPlanner();
  const { plan } = planner.plan({
    octavo: 1,
    id: 'order',
    input: { type: 'object', properties: { a: { type: 'number' } } },
    tasks: [{ id: 'hear', type: 'wait', signal: 'go' }],
  });
  return createActivities({
    store: new MemoryTaskStateStore(),
    registry: new ActionRegistry(),
    planner: { plan: (source) => planner.plan(source), checkInput },
    client,
    definitions: { find: (id) => (id === 'order' ? plan : undefined), ids: () => ['order'] },
  });
}

async function inActivity(work: () => Promise<readonly WaitingRun[]>): Promise<readonly WaitingRun[]> {
  return await new MockActivityEnvironment().run<[], readonly WaitingRun[], typeof work>(work);
}

async function untilFound<Found>(find: () => Promise<readonly Found[]>, count: number): Promise<readonly Found[]> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const found = await find();
    if (found.length >= count) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('visibility never found them');
}

describe('findWaiting', () => {
  const signals = ['approve', 'approve order.42', `it's "now" \\ ü`];

  it.each(signals)('finds only the open runs of the namespace that wait for %s', async (name) => {
    const client = new Client({ connection });
    const signal = `${name} ${Date.now()}`;
    const id = `waiting-${Date.now()}`;
    const open = await Promise.all([
      startWaiting(client, `${id}-a`, [signal, 'other']),
      startWaiting(client, `${id}-b`, [signal]),
      startWaiting(client, `${id}-c`, ['other', signal.toUpperCase()]),
    ]);
    const found = await untilFound(() => inActivity(() => activities(client).findWaiting({ signal })), 2);
    expect(found.map(({ workflowId }) => workflowId).sort()).toEqual([`${id}-a`, `${id}-b`]);
    expect(found[0]).toMatchObject({
      definition: 'order',
      startedAt: expect.stringMatching(/Z$/),
      runId: expect.any(String),
    });
    await Promise.all(open.map((handle) => handle.terminate()));
  });
});

function startWaiting(client: Client, workflowId: string, names: string[]) {
  return client.workflow.start('nobodyRunsThis', {
    taskQueue: 'nobody',
    workflowId,
    args: [],
    typedSearchAttributes: [
      { key: waitingFor, value: names },
      { key: definition, value: 'order' },
    ],
  });
}

describe('startAndSignal', () => {
  it('starts a run when none is open, and signals the same run the next time', async () => {
    const client = new Client({ connection });
    const workflowId = `started-${Date.now()}`;
    const request = {
      definitionId: 'order',
      workflowId,
      input: { a: 1 },
      taskQueue: 'nobody',
      signal: 'octavoSignal',
      signalArgs: [{ id: 's' }],
    };
    const first = await activities(client).startAndSignal(request);
    expect(first).toMatchObject({ workflowId });
    expect(await activities(client).startAndSignal(request)).toEqual(first);
    const handle = client.workflow.getHandle(workflowId);
    const { events } = await handle.fetchHistory();
    expect(
      events?.filter(({ workflowExecutionSignaledEventAttributes }) => workflowExecutionSignaledEventAttributes),
    ).toHaveLength(2);
    await handle.terminate();
  });
});
