import type { TaskState } from '@octavo/orchestrators';
import { LocalLane } from '../turns/local-lane';
import { OutboxWriter } from './outbox-writer';
import { StateOutbox } from './state-outbox';

const facts = { definition: 'd', version: '1.0.0', startedAt: '2026-01-01T00:00:00.000Z' };
const EVERYTHING = 1_000_000;

function state(path: string, version = 1): TaskState {
  const rest = { visit: 1, attempt: 1, output: null, error: null, handled: false, startedAt: null, endedAt: null };
  return { path, id: path, type: 'basic', status: 'RUNNING', version, ...rest };
}

function makeWriter(openRun: () => TaskState | undefined = () => undefined): {
  readonly outbox: StateOutbox;
  readonly writer: OutboxWriter;
} {
  const outbox = new StateOutbox();
  const run = { workflowId: 'w', firstRunId: 'r' };
  return { outbox, writer: new OutboxWriter({ outbox, lane: new LocalLane(), run, facts, openRun }) };
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('takeBatch', () => {
  it('adds the facts of the run to the first batch with states, and to the next one if that was not written', () => {
    const { outbox, writer } = makeWriter();
    expect(writer.takeBatch(EVERYTHING).batch).toEqual({ workflowId: 'w', firstRunId: 'r', states: [] });
    outbox.put(state('a'));
    const first = writer.takeBatch(EVERYTHING);
    expect(first.batch.run).toEqual(facts);
    expect(writer.takeBatch(EVERYTHING).batch.run).toBeUndefined();
    first.end('unwritten');
    expect(writer.takeBatch(EVERYTHING).batch).toMatchObject({ run: facts, states: [{ path: 'a' }] });
  });

  it('adds the state of the open run to each batch that has states, unless the batch has it', () => {
    const { outbox, writer } = makeWriter(() => state(''));
    const pathsOf = (): readonly string[] => writer.takeBatch(EVERYTHING).batch.states.map(({ path }) => path);
    expect(pathsOf()).toEqual([]);
    for (const path of ['a', 'b']) {
      outbox.put(state(path));
      expect(pathsOf()).toEqual(['', path]);
    }
    outbox.put(state('', 2));
    expect(pathsOf()).toEqual(['']);
  });

  it('takes no states for a local activity until 250 ms have passed', () => {
    const { outbox, writer } = makeWriter();
    outbox.put(state('a'));
    const brief = writer.takeBatchIfDue(EVERYTHING);
    expect(brief.batch.states).toEqual([]);
    expect(writer.isUnderWay).toBe(true);
    brief.end('written');
    expect(outbox.size).toBe(1);
    jest.advanceTimersByTime(249);
    expect(writer.takeBatchIfDue(EVERYTHING).batch.states).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(writer.takeBatchIfDue(EVERYTHING).batch.states).toHaveLength(1);
  });

  it('takes more than 100 states at once for a local activity', () => {
    const { outbox, writer } = makeWriter();
    for (let index = 0; index <= 100; index += 1) outbox.put(state(`a${index}`, index));
    expect(writer.takeBatchIfDue(EVERYTHING).batch.states).toHaveLength(101);
  });
});
