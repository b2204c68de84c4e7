import type { Json, TaskState } from '@octavo/orchestrators';
import { StateOutbox } from './state-outbox';

function state(path: string, version: number, output: Json = null): TaskState {
  const rest = { visit: 1, attempt: 1, error: null, handled: false, startedAt: null, endedAt: null };
  return { path, id: path, type: 'basic', status: 'RUNNING', version, output, ...rest };
}

const EVERYTHING = 1_000_000;

function taken(outbox: StateOutbox, maxBytes = EVERYTHING): readonly string[] {
  return outbox.take(maxBytes).states.map(({ path, version }) => `${path}:${version}`);
}

it('takes only the last transition of each path, the oldest path first', () => {
  const outbox = new StateOutbox();
  for (const one of [state('a', 1), state('b', 2), state('a', 3)]) outbox.put(one);
  expect(taken(outbox)).toEqual(['b:2', 'a:3']);
  expect(outbox.size).toBe(0);
  expect(outbox.sizeBytes).toBe(0);
});

it('takes the states that fit, and the rest later', () => {
  const outbox = new StateOutbox();
  for (const path of ['a', 'b', 'c']) outbox.put(state(path, 1, 'x'.repeat(200)));
  const half = outbox.sizeBytes / 2;
  expect(taken(outbox, half)).toEqual(['a:1']);
  expect(taken(outbox)).toEqual(['b:1', 'c:1']);
});

it('takes unwritten states back, unless a newer state of the path has arrived', () => {
  const outbox = new StateOutbox();
  for (const one of [state('a', 1), state('b', 2)]) outbox.put(one);
  const ride = outbox.take(EVERYTHING);
  outbox.put(state('a', 3));
  ride.end('unwritten');
  expect(taken(outbox)).toEqual(['a:3', 'b:2']);
});

it('keeps the newest state of a path, in whatever order unwritten batches come back', () => {
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    const outbox = new StateOutbox();
    const rides = [state('a', 1), state('a', 2)].map((one) => {
      outbox.put(one);
      return outbox.take(EVERYTHING);
    });
    for (const index of order) rides[index]?.end('unwritten');
    expect(taken(outbox)).toEqual(['a:2']);
    expect(outbox.sizeBytes).toBe(0);
  }
});

it('removes written states', () => {
  const outbox = new StateOutbox();
  outbox.put(state('a', 1));
  outbox.take(EVERYTHING).end('written');
  expect(outbox.size).toBe(0);
});

it('omits the fields that only the engine needs, and large values', () => {
  const outbox = new StateOutbox();
  const error = { code: 'X', message: 'x', task: 'a', details: 'y'.repeat(300_000), attempt: 1 };
  outbox.put({ ...state('a', 1, ['x'.repeat(300_000)]), error, progress: {}, next: 'b', handling: 'FAILED' });
  expect(outbox.sizeBytes).toBeLessThan(1_000);
  const [stored] = outbox.take(EVERYTHING).states;
  expect(stored).toMatchObject({ output: { omitted: true }, error: { code: 'X', details: { omitted: true } } });
  expect(Object.keys(stored ?? {})).not.toEqual(expect.arrayContaining(['progress']));
});
