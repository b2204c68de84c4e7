import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OctavoClient, type RunResult } from '@octavo/client';
import { defineAction } from '@octavo/activities';
import { z } from 'zod';
import { until } from '../integration/support/test-worker';
import { WorkerProcess } from './support/worker-process';

// A worker is killed with -9 while containers of every kind are running. Another worker takes over, and each run ends as
// usual. Only actions that were running when the worker died run twice.

const taskQueue = `chaos-${process.pid}`;
const knownAction = defineAction({
  name: 'chaos.mark',
  idempotent: true,
  short: true,
  input: z.unknown(),
  output: z.unknown(),
  run: () => null,
});

let folder: string;
let logFile: string;
let client: OctavoClient;
let worker: WorkerProcess;

/** The results of the runs, by the name of their definition. */
let results: Readonly<Record<string, RunResult>>;
/** The attempts of the actions of `definitions`: `before` the worker was killed, and `all`. */
let before: readonly string[];
let all: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octavo-chaos-'));
  logFile = join(folder, 'marks.log');
  await writeFile(logFile, '');
  client = await OctavoClient.connect({
    address: process.env['OCTAVO_TEST_TEMPORAL_ADDRESS'] ?? '',
    taskQueue,
    actions: [knownAction],
  });
  worker = await WorkerProcess.start({ taskQueue, logFile });
  const started = await Promise.all(names.map(async (name) => [name, await client.start(definitionOf(name))] as const));
  const hung = await Promise.all(
    Object.entries(hanging).map(
      async ([name, task]) => [name, await client.start({ octavo: 1, id: name, tasks: [task] })] as const,
    ),
  );
  await until(async () => (await marks()).length >= 2 * names.length && (await hasBegun()));
  await worker.kill();
  before = await marks();
  worker = await WorkerProcess.start({ taskQueue, logFile });
  results = Object.fromEntries(
    await Promise.all(
      [...started, ...hung].map(async ([name, { workflowId }]) => [name, await client.result(workflowId)] as const),
    ),
  );
  all = await marks();
}, 180_000);

afterAll(async () => {
  await worker.stop();
  await client.close();
  await rm(folder, { recursive: true });
});

type Fields = Readonly<Record<string, unknown>>;

function mark(id: string, fields: Fields = {}): Fields {
  const execution = fields['execution'] ?? 'remote';
  const more = execution === 'remote' ? { heartbeatTimeout: '5s' } : {};
  return { id, type: 'basic', action: 'chaos.mark', with: { name: id }, execution, ...more, ...fields };
}

const FOUR = [1, 2, 3, 4];

const definitions: Readonly<
  Record<string, { readonly tasks: readonly Fields[]; readonly output: unknown; readonly marks: number }>
> = {
  sequence: { tasks: FOUR.map((n) => mark(`s${n}`)), output: 's4', marks: 4 },
  local: { tasks: FOUR.map((n) => mark(`l${n}`, { execution: 'local' })), output: 'l4', marks: 4 },
  parallel: {
    tasks: [{ id: 'all', type: 'parallel', concurrency: 2, tasks: FOUR.map((n) => mark(`p${n}`)) }],
    output: { p1: 'p1', p2: 'p2', p3: 'p3', p4: 'p4' },
    marks: 4,
  },
  collection: {
    tasks: [
      {
        id: 'each',
        type: 'collection',
        concurrency: 2,
        items: FOUR,
        task: mark('c', { with: { name: 'c${ item }' } }),
      },
    ],
    output: { results: ['c1', 'c2', 'c3', 'c4'], total: 4, succeeded: 4, failed: 0, skipped: 0, canceled: 0 },
    marks: 4,
  },
  sequential: {
    tasks: [
      {
        id: 'each',
        type: 'collection',
        mode: 'sequential',
        items: FOUR,
        task: mark('q', { with: { name: 'q${ item }' } }),
      },
    ],
    output: { results: ['q1', 'q2', 'q3', 'q4'], total: 4, succeeded: 4, failed: 0, skipped: 0, canceled: 0 },
    marks: 4,
  },
  repeat: {
    tasks: [
      { id: 'n', type: 'basic', action: 'set', with: { rounds: 0 } },
      {
        id: 'group',
        type: 'composite',
        repeat: { until: '${ vars.rounds == 4 }' },
        tasks: [mark('r'), { id: 'add', type: 'basic', action: 'set', with: { rounds: '${ vars.rounds + 1 }' } }],
      },
    ],
    output: { rounds: 4 },
    marks: 4,
  },
  router: {
    tasks: [{ id: 'way', type: 'router', mode: 'all', routes: FOUR.map((n) => ({ when: true, task: mark(`w${n}`) })) }],
    output: { routes: FOUR.map((n) => ({ route: n - 1, output: `w${n}` })) },
    marks: 4,
  },
  handler: {
    tasks: [
      {
        id: 'boom',
        type: 'basic',
        action: 'fail',
        with: { code: 'BOOM', retryable: false },
        onError: [{ do: { id: 'mend', type: 'composite', tasks: FOUR.map((n) => mark(`h${n}`)) } }],
      },
    ],
    output: 'h4',
    marks: 4,
  },
  process: {
    tasks: [
      ...FOUR.map((n) => ({ id: `tell${n}`, type: 'signal', signal: 'go', payload: n, to: { self: true } })),
      {
        id: 'hear',
        type: 'wait',
        signal: 'go',
        count: 4,
        distinctBy: '${ signal.id }',
        process: mark('x', { with: { name: 'x${ signal.payload }' } }),
        outputs: '${ result.processed }',
      },
    ],
    output: ['x1', 'x2', 'x3', 'x4'],
    marks: 4,
  },
};

const names = Object.keys(definitions);

/** Tasks whose first attempt is still running when the worker is killed. */
const hanging = {
  unheard: mark('unheard', { retry: { maxAttempts: 1 }, with: { name: 'unheard', ms: 600_000 } }),
  gone: mark('gone', {
    heartbeatTimeout: '1m',
    retry: { maxAttempts: 2, attemptTimeout: '5s', initialInterval: '1s' },
    with: { name: 'gone', ms: 600_000, laterMs: 0 },
  }),
};

async function readMarks(): Promise<readonly string[]> {
  return (await readFile(logFile, 'utf8')).split('\n').filter(Boolean);
}

const isHanging = (line: string): boolean => Object.keys(hanging).some((name) => line.startsWith(`${name} `));

/** The attempts of the actions of `definitions`. */
async function marks(): Promise<readonly string[]> {
  return (await readMarks()).filter((line) => !isHanging(line));
}

async function hasBegun(): Promise<boolean> {
  return new Set((await readMarks()).filter(isHanging)).size === Object.keys(hanging).length;
}

function definitionOf(name: string): object {
  const vars = name === 'repeat' ? { vars: { rounds: 0 } } : {};
  return { octavo: 1, id: name, ...vars, tasks: definitions[name]?.tasks };
}

it('ends every run as usual', () => {
  expect(Object.fromEntries(names.map((name) => [name, summary(results[name])]))).toEqual(
    Object.fromEntries(names.map((name) => [name, { status: 'SUCCESS', output: definitions[name]?.output, open: [] }])),
  );
});

it('repeats only actions that were running', () => {
  const keys = new Set(all);
  const expected = Object.values(definitions).reduce((sum, definition) => sum + definition.marks, 0);
  // The idempotency key is the same for all attempts of a visit, so repeated attempts can be counted.
  expect(keys.size).toBe(expected);
  const twice = all.length - keys.size;
  const running = names.length * 2 + FOUR.length;
  process.stderr.write(`chaos: ${before.length} of ${expected} actions had begun, ${twice} ran twice\n`);
  expect(twice).toBeLessThanOrEqual(running);
});

it('fails with HEARTBEAT_TIMED_OUT after the heartbeat timeout of the task', () => {
  expect(results['unheard']).toMatchObject({
    status: 'FAILED',
    error: { code: 'HEARTBEAT_TIMED_OUT', task: 'unheard', attempt: 1 },
  });
});

it('retries an attempt that timed out because its worker was killed', () => {
  // The first attempt ends by the server's timeout, which the retry rules allow to retry; the second one succeeds.
  expect(results['gone']).toMatchObject({ status: 'SUCCESS', tasks: { gone: { attempt: 2 } } });
});

function summary(result: RunResult | undefined): object {
  const open = Object.entries(result?.tasks ?? {}).filter(([, task]) => task.endedAt === null);
  return { status: result?.status, output: result?.output, open: open.map(([path]) => path) };
}
