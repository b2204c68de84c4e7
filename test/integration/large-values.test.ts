import { OctavoClient, type RunResult } from '@octavo/client';
import { startTestWorker, type TestWorker, testServerAddress, until } from './support/test-worker';

// Temporal rejects payloads over 2 MiB and messages over 4 MiB by failing the workflow task again and again. Runs avoid this.

const KIB = 1024;

let test: TestWorker;

beforeAll(async () => {
  test = await startTestWorker();
});

afterAll(() => test.stop());

function fill(id: string, sizeBytes: number, fields: object = {}): object {
  return { id, type: 'basic', action: 'test.fill', with: { sizeBytes }, ...fields };
}

async function lengthsOf(tasks: readonly object[], output: unknown): Promise<unknown> {
  const result = await test.client.run({ octavo: 1, id: 'large', tasks, output });
  return result.status === 'SUCCESS' ? result.output : result.error;
}

const SIX = [1, 2, 3, 4, 5, 6];

it('runs many large outputs one after the other', async () => {
  const sizes = await lengthsOf(
    SIX.map((n) => fill(`t${n}`, 1_500 * KIB)),
    SIX.map((n) => `\${ tasks.t${n}.output.size() }`),
  );
  expect(sizes).toEqual(SIX.map(() => 1_500 * KIB));
});

it('runs many large outputs at the same time', async () => {
  const all = {
    id: 'all',
    type: 'parallel',
    outputs: '${ result.values().map(text, text.size()) }',
    tasks: SIX.map((n) => fill(`p${n}`, 1_000 * KIB)),
  };
  expect(
    await lengthsOf([{ ...all, outputs: SIX.map((n) => `\${ result.p${n}.size() }`) }], '${ tasks.all.output }'),
  ).toEqual(SIX.map(() => 1_000 * KIB));
});

it('runs many large inputs at the same time', async () => {
  const all = {
    id: 'all',
    type: 'parallel',
    outputs: SIX.map((n) => `\${ result.p${n}.size() }`),
    tasks: SIX.map((n) => ({ id: `p${n}`, type: 'basic', action: 'test.echo', with: '${ tasks.big.output }' })),
  };
  expect(await lengthsOf([fill('big', 1_500 * KIB), all], '${ tasks.all.output }')).toEqual(SIX.map(() => 1_500 * KIB));
});

it('counts the events of a history that is longer than a message of gRPC, which is 4 MiB by default', async () => {
  const tasks = SIX.map((n) => fill(`t${n}`, 1_500 * KIB));
  const { workflowId } = await test.client.start({ octavo: 1, id: 'long', tasks });
  await test.client.result(workflowId);
  const client = await OctavoClient.connect({ address: testServerAddress() });
  expect(await client.stats(workflowId)).toMatchObject({ activities: 6 });
  await client.close();
});

it('runs local actions with large outputs remotely', async () => {
  const { workflowId } = await test.client.start({
    octavo: 1,
    id: 'local',
    tasks: SIX.map((n) => fill(`t${n}`, n * 40 * KIB, { execution: 'local' })),
    output: SIX.map((n) => `\${ tasks.t${n}.output.size() }`),
  });
  expect(await test.client.result(workflowId)).toMatchObject({
    status: 'SUCCESS',
    output: SIX.map((n) => n * 40 * KIB),
  });
  expect(await test.client.stats(workflowId)).toMatchObject({ activities: 5 });
});

it('runs any number of local actions with outputs that are large together', async () => {
  const result = await test.client.run({
    octavo: 1,
    id: 'together',
    tasks: [
      {
        id: 'all',
        type: 'collection',
        items: '${ range(150) }',
        concurrency: 150,
        outputs: '${ result.results.map(text, text.size()).sum() }',
        task: fill('one', 60 * KIB, { execution: 'local' }),
      },
    ],
  });
  expect(result).toMatchObject({ status: 'SUCCESS', output: 150 * 60 * KIB });
});

it('fails an action with PAYLOAD_TOO_LARGE when its input or output is over 2 MiB', async () => {
  expect(await lengthsOf([fill('big', 2_100 * KIB)], null)).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', task: 'big' });
  const twice = {
    id: 'twice',
    type: 'basic',
    action: 'test.echo',
    with: ['${ tasks.big.output }', '${ tasks.big.output }'],
  };
  expect(await lengthsOf([fill('big', 1_500 * KIB), twice], null)).toMatchObject({
    code: 'PAYLOAD_TOO_LARGE',
    task: 'twice',
  });
});

it('fails a run with PAYLOAD_TOO_LARGE when its output is over 2 MiB', async () => {
  const output = ['${ tasks.big.output }', '${ tasks.big.output }'];
  expect(await lengthsOf([fill('big', 1_500 * KIB)], output)).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
});

it('returns the tasks of a large result by query', async () => {
  const tasks = SIX.map((n) => fill(`t${n}`, 900 * KIB));
  const { workflowId } = await test.client.start({ octavo: 1, id: 'wide', tasks });
  const result = await untilAnsweredByQuery(workflowId);
  expect(result.status).toBe('SUCCESS');
  for (const n of SIX) expect(result.tasks[`t${n}`]?.output).toHaveLength(900 * KIB);
});

/** On a busy machine, the answer to a query may be late; then the store answers, without large outputs. */
async function untilAnsweredByQuery(workflowId: string): Promise<RunResult> {
  let result = await test.client.result(workflowId);
  await until(async () => {
    if (typeof result.tasks['t1']?.output === 'string') return true;
    result = await test.client.result(workflowId);
    return false;
  });
  return result;
}
