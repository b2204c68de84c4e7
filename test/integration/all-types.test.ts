import { startTestWorker, type TestWorker } from './support/test-worker';

let test: TestWorker;

beforeAll(async () => {
  test = await startTestWorker();
});

afterAll(() => test.stop());

const everyType = `
octavo: 1
id: every-type
input: { type: object, required: [names], properties: { names: { type: array, items: { type: string } } } }
vars: { rounds: 0 }
tasks:
  - { id: hello, type: basic, action: test.echo, with: { greeting: "hello \${ input.names[0] }" } }
  - id: both
    type: parallel
    tasks:
      - { id: left, type: basic, action: test.quick, with: 1 }
      - { id: right, type: basic, action: test.echo, with: 2 }
  - id: each
    type: collection
    items: "\${ input.names }"
    task: { id: shout, type: basic, action: test.echo, with: "\${ item.upperAscii() }" }
  - id: choose
    type: router
    routes: [{ when: "\${ tasks.both.output.right == 2 }", then: group }]
    otherwise: { then: end }
  - id: group
    type: composite
    repeat: { while: "\${ vars.rounds < 2 }" }
    tasks:
      - { id: add, type: basic, action: set, with: { rounds: "\${ vars.rounds + 1 }" } }
  - { id: tell, type: signal, signal: ready, payload: 42, to: { self: true } }
  - { id: hear, type: wait, signal: ready, schema: { type: integer } }
  - { id: pause, type: wait, for: 10ms }
  - id: count
    type: aggregate
    operations: { total: { op: count, of: "\${ tasks.each.output.results }" }, heard: "\${ tasks.hear.output.signal.payload }" }
output: { count: "\${ tasks.count.output }", shouted: "\${ tasks.each.output.results }", rounds: "\${ vars.rounds }" }
`;

it('runs a definition with all eight types on a real server', async () => {
  const result = await test.client.run(everyType, { input: { names: ['ann', 'bob'] } });
  expect(result).toMatchObject({
    status: 'SUCCESS',
    error: null,
    output: { count: { total: 2, heard: 42 }, shouted: ['ANN', 'BOB'], rounds: 2 },
  });
  expect(Object.keys(result.tasks)).toEqual(
    expect.arrayContaining(['hello', 'both/left', 'each[1]', 'group/add#2', 'hear']),
  );
});

it('projects every state to the store by the time the run has ended', async () => {
  const { workflowId, runId } = await test.client.start(everyType, { input: { names: ['ann'] } });
  const result = await test.client.result(workflowId);
  const stored = await test.worker.store.readTasks({ workflowId, firstRunId: runId }, { limit: 1000 });
  expect(stored.items.map(({ path, status }) => [path, status]).sort()).toEqual(
    Object.entries(result.tasks)
      .map(([path, { status }]) => [path, status])
      .sort(),
  );
  const run = await test.worker.store.readRun({ workflowId, firstRunId: runId });
  expect(run).toMatchObject({ facts: { definition: 'every-type' }, state: { status: 'SUCCESS' } });
});
