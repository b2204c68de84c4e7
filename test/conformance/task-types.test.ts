import { isTerminal } from '@octavo/orchestrators';
import { builtInTaskTypes } from '@octavo/orchestrators/definitions';
import type { SimulationResult } from '@octavo/orchestrators/simulator';
import { runDefinition } from './run-definition';
import { specimens } from './specimens';

const HOUR_MS = 3_600_000;

const statusesOf = ({ states }: SimulationResult): Record<string, string> =>
  Object.fromEntries([...states.values()].map(({ path, status }) => [path, status]));

/** A task after the one that is tried out: it tells that the run went on. */
const after = { id: 'after', type: 'basic', action: 'transform', with: 'went on' };

it('covers every type of the language', () => {
  expect(specimens.map(({ type }) => type)).toEqual([...builtInTaskTypes.map(({ type }) => type), 'fallback']);
});

// Source: definition-language, "Every task". What holds for one type holds for all.
describe.each(specimens.map((specimen) => [specimen.type, specimen] as const))('%s', (type, specimen) => {
  const { quick, output, bad, code } = specimen;
  const task = (fields: object, more: object = {}): object => ({ id: 'x', type, ...fields, ...more });

  it('succeeds, with a state that says so', async () => {
    const result = await runDefinition([task(quick)]);
    expect(result.outcome).toEqual({ status: 'SUCCESS', output });
    expect(result.states.get('x')).toMatchObject({
      path: 'x',
      id: 'x',
      type,
      status: 'SUCCESS',
      visit: 1,
      attempt: 1,
      output,
      error: null,
      handled: false,
      startedAt: '2026-01-01T00:00:00.000Z',
      endedAt: '2026-01-01T00:00:00.000Z',
    });
  });

  it('fails with its error, and the run with it', async () => {
    const result = await runDefinition([task(bad), after]);
    expect(result.outcome).toMatchObject({ status: 'FAILED', error: { code, task: expect.stringMatching(/^x/) } });
    expect(result.states.get('x')).toMatchObject({ status: 'FAILED', error: { code }, output: null, handled: false });
    expect(result.states.has('after')).toBe(false);
  });

  it('is SKIPPED by `if`, with nothing begun inside', async () => {
    const result = await runDefinition([task(quick, { if: '${ 1 > 2 }' }), after]);
    expect(statusesOf(result)).toEqual({ x: 'SKIPPED', after: 'SUCCESS' });
    expect(result.states.get('x')).toMatchObject({ startedAt: null, output: null });
  });

  it('fails where `if` cannot be evaluated', async () => {
    const result = await runDefinition([task(quick, { if: '${ input.nope }', onError: [{ continue: true }] })]);
    expect(result.states.get('x')).toMatchObject({ error: { code: 'EXPRESSION_FAILED', task: 'x' }, handled: true });
  });

  it('starts after its `delay`', async () => {
    const result = await runDefinition([task(quick, { delay: '90s' })]);
    expect(result.states.get('x')).toMatchObject({ status: 'SUCCESS', startedAt: '2026-01-01T00:01:30.000Z' });
    expect(result.transitions[0]).toMatchObject({ path: 'x', status: 'PENDING', startedAt: null });
  });

  it('reshapes its output by `outputs`', async () => {
    const result = await runDefinition([task(quick, { outputs: { was: '${ result }' } })]);
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: { was: output } });
  });

  it('fails where `outputs` cannot be evaluated', async () => {
    const result = await runDefinition([task(quick, { outputs: '${ input.nope }', onError: [{ continue: true }] })]);
    expect(result.states.get('x')).toMatchObject({
      status: 'FAILED',
      handled: true,
      error: { code: 'EXPRESSION_FAILED' },
    });
  });

  it('hands its failure to a handler, which sees it and its owner', async () => {
    const seen = { code: '${ error.code }', status: '${ tasks.x.status }' };
    const handler = { do: { id: 'h', type: 'basic', action: 'transform', with: seen } };
    const result = await runDefinition([
      task(bad, { onError: [{ match: ['NOT_THIS'], continue: true }, handler] }),
      after,
    ]);
    expect(result.states.get('x')).toMatchObject({
      status: 'FAILED',
      handled: true,
      output: { code, status: 'FAILED' },
    });
    expect(statusesOf(result)).toMatchObject({ 'x/onError/h': 'SUCCESS', after: 'SUCCESS' });
  });

  it('goes where its `then` leads', async () => {
    const result = await runDefinition([task(quick, { then: 'end' }), after]);
    expect(result.states.has('after')).toBe(false);
    expect(result.outcome?.status).toBe('SUCCESS');
  });

  it('may be visited again: each visit is a state of its own, up to `maxVisits`', async () => {
    const back = { ...after, then: 'x' };
    const result = await runDefinition([task(quick, { maxVisits: 2 }), back]);
    expect(statusesOf(result)).toMatchObject({ x: 'SUCCESS', 'x#2': 'SUCCESS', 'x#3': 'FAILED' });
    expect(result.outcome).toMatchObject({ error: { code: 'MAX_VISITS_EXCEEDED', task: 'x#3' } });
  });

  it('runs as an item, as a child and as a handler', async () => {
    const [item, child, handler] = ['item', 'child', 'handler'].map((id) => ({ ...task(withIds(quick, id)), id }));
    const result = await runDefinition([
      { id: 'each', type: 'collection', items: [1, 2], task: item },
      { id: 'fan', type: 'parallel', tasks: [child] },
      { id: 'fails', type: 'basic', action: 'fail', with: { code: 'X' }, onError: [{ do: handler }] },
    ]);
    expect(statusesOf(result)).toMatchObject({
      'each[0]': 'SUCCESS',
      'each[1]': 'SUCCESS',
      'fan/child': 'SUCCESS',
      'fails/onError/handler': 'SUCCESS',
    });
  });

  it.each([
    ['it succeeds', quick, {}],
    ['it fails and is handled', bad, { onError: [{ do: { ...after, id: 'h' } }] }],
    ['it takes its time', specimen.slow ?? quick, { delay: '5s' }],
    ['it times out', specimen.slow ?? quick, { timeout: '5s', onError: [{ continue: true }] }],
  ])('goes on after a cut as if nothing had happened: %s', async (_what, fields, more) => {
    const tasks = [task(fields, more), after];
    const whole = await runDefinition(tasks);
    for (let cutAfter = 1; cutAfter <= whole.transitions.length; cutAfter += 1) {
      const cut = await runDefinition(tasks, { cutAfter });
      const resumed = await runDefinition(tasks, { world: cut.world, resumeFrom: cut });
      expect([resumed.outcome, statusesOf(resumed)]).toEqual([whole.outcome, statusesOf(whole)]);
      expect(resumed.world.begun).toEqual(whole.world.begun);
    }
  });
});

// An aggregate never takes time.
const takingTime = specimens.flatMap((specimen) =>
  specimen.slow === undefined ? [] : [[specimen.type, specimen] as const],
);

describe.each(takingTime)('%s, taking its time,', (type, { slow = {}, inside = [] }) => {
  const task = (fields: object, more: object = {}): object => ({ id: 'x', type, ...fields, ...more });

  it('is TIMED_OUT by its `timeout`, with all that is inside CANCELED', async () => {
    const result = await runDefinition([task(slow, { timeout: '10s', onError: [{ continue: true }] }), after]);
    const expected = Object.fromEntries(inside.map((path) => [`x${path}`, path === '/one' ? 'SUCCESS' : 'CANCELED']));
    expect(statusesOf(result)).toMatchObject({ x: 'TIMED_OUT', ...expected, after: 'SUCCESS' });
    expect(result.states.get('x')).toMatchObject({ handled: true, error: { code: 'TIMED_OUT', task: 'x' } });
    expect(result.atMs).toBe(10_000);
  });

  it('is not TIMED_OUT where it ends in time', async () => {
    const result = await runDefinition([task(slow, { timeout: '61m' })]);
    expect(statusesOf(result)).toMatchObject({ x: 'SUCCESS' });
    expect(result.atMs).toBe(HOUR_MS);
  });

  it('is CANCELED with its run, and so is all that is inside; no handler runs', async () => {
    const result = await runDefinition([task(slow, { onError: [{ continue: true }] }), after], { cancelAtMs: 5_000 });
    expect(result.outcome?.status).toBe('CANCELED');
    expect(result.states.get('x')).toMatchObject({
      status: 'CANCELED',
      handled: false,
      endedAt: '2026-01-01T00:00:05.000Z',
    });
    for (const { status } of result.states.values()) expect(isTerminal(status)).toBe(true);
    expect(result.states.has('after')).toBe(false);
  });

  it('loses a race that another wins', async () => {
    const result = await runDefinition([{ id: 'p', type: 'parallel', strategy: 'race', tasks: [task(slow), after] }]);
    expect(statusesOf(result)).toMatchObject({ p: 'SUCCESS', 'p/x': 'CANCELED', 'p/after': 'SUCCESS' });
  });
});

/** The fields with other ids inside: ids are unique in a definition. */
function withIds(fields: object, mark: string): object {
  return JSON.parse(JSON.stringify(fields).replaceAll('"id":"one"', `"id":"${mark}_one"`)) as object;
}
