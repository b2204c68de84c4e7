import type { TaskNode } from '@octavo/orchestrators';
import { MemoryTaskStateStore } from '@octavo/state';
import type { ResponseReply, ResponseRequest, TaskResult } from '../contracts/response';
import { handleResponse } from './handle-response';
import { StateWriter } from './state-writer';

const run = {
  id: 'r',
  workflowId: 'w',
  definition: 'd',
  version: '1.0.0',
  startedAt: '2026-01-01T00:00:00.000Z',
  parent: null,
};
const place = { path: 'a', visit: 1, visitOfRound: 1, version: 5 };
const failure = {
  status: 'FAILED' as const,
  error: { code: 'BOOM', message: 'm', task: 'a', details: null, attempt: 1 },
  ...{ handled: false, output: null },
};

describe('a response', () => {
  const store = new MemoryTaskStateStore();
  const respond = async (config: Partial<TaskNode>, result: TaskResult<number>): Promise<ResponseReply> => {
    const request: ResponseRequest<TaskNode, number> = {
      config: { id: 'a', type: 'basic', ...config },
      context: { run, nowMs: 0, bindings: {}, tasks: [] },
      ...{ place, state: null, result },
    };
    return await handleResponse(new StateWriter(store), request, {
      outcomeOf: (output) => ({ status: 'SUCCESS', output }),
    });
  };

  it('evaluates outputs and the next task from a result', async () => {
    const reply = await respond({ outputs: '${ result + 1 }', then: 'b' }, { kind: 'done', result: 1, attempt: 2 });
    expect(reply).toMatchObject({
      kind: 'ended',
      next: 'b',
      outcome: { output: 2 },
      state: { status: 'SUCCESS', attempt: 2 },
    });
    expect(await store.readTask({ workflowId: 'w', firstRunId: 'r' }, 'a')).toMatchObject({ output: 2, version: 5 });
  });

  it('names the handler whose task has to run, and ends after that task', async () => {
    const config = {
      onError: [
        { match: ['NOPE'], continue: true as const },
        { do: { id: 'h', type: 'basic' }, then: 'c' },
      ],
    };
    expect(await respond(config, { kind: 'failed', failure })).toMatchObject({ kind: 'handling', handler: 1 });
    const outcome = { status: 'SUCCESS' as const, output: 7 };
    expect(await respond(config, { kind: 'handled', failure, handler: 1, outcome })).toMatchObject({
      ...{ kind: 'ended', next: 'c' },
      state: { status: 'FAILED', handled: true, output: 7, error: { code: 'BOOM' } },
    });
  });

  it('puts the first error into the details of a handler that fails', async () => {
    const second = { ...failure, error: { ...failure.error, code: 'SECOND' } };
    const config = { onError: [{ do: { id: 'h', type: 'basic' } }] };
    const reply = await respond(config, { kind: 'handled', failure, handler: 0, outcome: second });
    expect(reply).toMatchObject({
      outcome: { handled: false, error: { code: 'SECOND', details: { cause: { code: 'BOOM' } } } },
    });
  });

  it('does not handle a cancellation', async () => {
    const canceled = { ...failure, status: 'CANCELED' as const };
    const reply = await respond({ onError: [{ continue: true }] }, { kind: 'failed', failure: canceled });
    expect(reply).toMatchObject({ kind: 'ended', state: { status: 'CANCELED', handled: false } });
  });

  it('gives TIMED_OUT with the timeout of the definition', async () => {
    const reply = await respond({}, { kind: 'timedOut', timeoutMs: 2_000, soFar: null });
    expect(reply).toMatchObject({
      state: { status: 'TIMED_OUT', error: { code: 'TIMED_OUT', message: 'did not end within its timeout of 2s' } },
    });
  });

  it('fails for an output that is too large for a payload', async () => {
    const reply = await respond(
      { outputs: '${ range(60000).map(n, "0123456789012345678901234567890123456789") }' },
      { kind: 'done', result: 1 },
    );
    expect(reply).toMatchObject({ outcome: { status: 'FAILED', error: { code: 'PAYLOAD_TOO_LARGE' } } });
  });
});
