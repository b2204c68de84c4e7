import { MemoryTaskStateStore } from '@octavo/state';
import { createState, delayTask } from '../activities/create-state';
import { StateWriter } from '../activities/state-writer';
import { basicState } from '../activities/states/create-basic-state';
import type { CreateStateRequest } from '../contracts/create-state';
import type { BasicTask } from '@octavo/orchestrators/language';
import { CreateChild } from './create-child';

const run = {
  id: 'r',
  workflowId: 'w',
  definition: 'd',
  version: '1.0.0',
  startedAt: '2026-01-01T00:00:00.000Z',
  parent: null,
};
const retry = { maxAttempts: 3, initialInterval: '1s', backoff: 2, maxInterval: '1m', jitter: 0 };

function request(fields: Partial<BasicTask>): CreateStateRequest<BasicTask> {
  return {
    config: { id: 'a', type: 'basic', action: 'test.echo', with: '${ input.n + 1 }', retry, ...fields },
    place: { path: 'a', visit: 1, visitOfRound: 1, version: 2 },
    context: { run, nowMs: Date.parse(run.startedAt), bindings: { input: { n: 1 } }, tasks: [] },
    ...{ priority: { priority: 3 }, idempotencyKey: 'r/a', isDelayed: false },
  };
}

describe('creating the state of a task', () => {
  const store = new MemoryTaskStateStore();
  const children = new CreateChild(new StateWriter(store));
  const stored = async () => await store.readTask({ workflowId: 'w', firstRunId: 'r' }, 'a');

  it('writes it as RUNNING with evaluated fields', async () => {
    const reply = await createState(children, request({ timeout: '5s', priority: 1 }), basicState);
    expect(reply).toMatchObject({
      kind: 'created',
      timeoutMs: 5_000,
      priority: { priority: 1 },
      prepared: { input: 2 },
    });
    expect(await stored()).toMatchObject({ status: 'RUNNING', version: 2, startedAt: run.startedAt });
  });

  it('gives SKIPPED if `if` is false', async () => {
    expect(await createState(children, request({ if: false }), basicState)).toMatchObject({
      kind: 'skipped',
      state: { status: 'SKIPPED' },
    });
  });

  it('gives a failure before the start if `if` or `timeout` fails, and after the start if `with` fails', async () => {
    const refusedBefore = {
      kind: 'refused',
      failure: { error: { code: 'EXPRESSION_FAILED', task: 'a' } },
      state: null,
    };
    expect(await createState(children, request({ if: '${ input.x }' }), basicState)).toMatchObject(refusedBefore);
    expect(await createState(children, request({ timeout: '${ 1 }' }), basicState)).toMatchObject(refusedBefore);
    const reply = await createState(children, request({ with: '${ input.x }' }), basicState);
    expect(reply).toMatchObject({ kind: 'refused', state: { status: 'RUNNING', startedAt: run.startedAt } });
  });

  it('gives MAX_VISITS_EXCEEDED for too many visits', async () => {
    const reply = await createState(children, request({ maxVisits: 0 }), basicState);
    expect(reply).toMatchObject({ kind: 'refused', failure: { error: { code: 'MAX_VISITS_EXCEEDED' } } });
  });

  it('returns the delay of a task that starts later', async () => {
    expect(await delayTask(children, request({ delay: '2s' }))).toMatchObject({
      kind: 'delayed',
      delayMs: 2_000,
      state: { status: 'PENDING' },
    });
    expect(await delayTask(children, request({ delay: '${ 1 }' }))).toMatchObject({ kind: 'refused' });
  });

  it('rejects if the store cannot be reached, so that the activity is retried', async () => {
    const away = new CreateChild(new StateWriter({ write: () => Promise.reject(new Error('away')) }));
    await expect(createState(away, request({}), basicState)).rejects.toThrow('away');
  });
});
