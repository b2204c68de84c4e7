import type { Json } from '@octavo/orchestrators';
import { type AttemptStep, ProgressRuns, type WorkerEnd } from './support/progress-runs';

let runs: ProgressRuns;
beforeAll(async () => {
  runs = await ProgressRuns.open(`heartbeat-details-long-${process.pid}`);
});
afterAll(() => runs.close());

const quick = { maxAttempts: 3, initialInterval: '1s' };

interface Case {
  readonly name: string;
  readonly script: readonly AttemptStep[];
  readonly fields: object;
  /** How the worker of each hanging attempt ends. */
  readonly ends: readonly WorkerEnd[];
  readonly begun: readonly Json[];
}

const tells = { tell: { done: 7 }, then: 'hang' } as const;
const silent = { then: 'hang' } as const;
const returns = { then: 'return' } as const;

const cases: readonly Case[] = [
  {
    name: 'stopped-with-attempts-left',
    ...{ script: [tells, returns], fields: { retry: quick }, ends: ['stop'] },
    begun: [null, { done: 7 }],
  },
  {
    name: 'stopped-at-the-last-attempt',
    ...{ script: [tells, returns], fields: { retry: { maxAttempts: 1 } }, ends: ['stop'] },
    begun: [null, { done: 7 }],
  },
  {
    name: 'killed-until-the-attempt-timed-out',
    ...{ script: [tells, returns], ends: ['kill'] },
    fields: { heartbeatTimeout: '1m', retry: { ...quick, attemptTimeout: '10s' } },
    begun: [null, { done: 7 }],
  },
  {
    name: 'killed-twice-and-silent-in-between',
    ...{ script: [tells, silent, returns], fields: { heartbeatTimeout: '5s', retry: quick }, ends: ['kill', 'kill'] },
    begun: [null, { done: 7 }, { done: 7 }],
  },
  {
    name: 'stopped-twice-and-silent-in-between',
    ...{ script: [tells, silent, returns], fields: { retry: { maxAttempts: 1 } }, ends: ['stop', 'stop'] },
    begun: [null, { done: 7 }, { done: 7 }],
  },
  {
    name: 'failed-before-it-was-killed',
    script: [{ tell: { done: 7 }, then: 'fail' }, silent, returns],
    ...{ fields: { heartbeatTimeout: '5s', retry: quick }, ends: ['kill'] },
    begun: [null, { done: 7 }, { done: 7 }],
  },
  {
    name: 'failed-after-it-was-killed',
    script: [tells, { then: 'fail' }, returns],
    ...{ fields: { heartbeatTimeout: '5s', retry: quick }, ends: ['kill'] },
    begun: [null, { done: 7 }, { done: 7 }],
  },
];

it.each(cases)('keeps the latest heartbeat details after $name', async ({ name, script, fields, ends, begun }) => {
  const workflowId = await runs.start(name, script, fields);
  const first = script[0]?.then === 'fail' ? 2 : 1;
  for (const [index, end] of ends.entries())
    await runs.replaceWorker(end, name, workflowId, first + index, index === 0 ? { done: 7 } : undefined);
  expect(await runs.result(workflowId)).toMatchObject({ status: 'SUCCESS', output: { done: 7 } });
  expect(await runs.begun(name)).toEqual(begun);
});
