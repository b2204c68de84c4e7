import type { ChildTask } from '../contracts/child-task-manager';
import type { TaskState } from '../model/task-state';
import { changeOf, outcomeOf, RunRecords } from './run-records';
import { rootScope } from './scope';
import { stateOf } from './state.fixture';
import { TaskRecord } from './task-record';

const now = '2026-01-01T00:00:09.000Z';
const list = rootScope(() => undefined).openList();
const child = (id: string): ChildTask => ({ task: { id, type: 'basic' }, path: id, visit: 1, scope: list });

function recordsOf(recorded: readonly TaskState[] = []): {
  records: RunRecords;
  transitions: TaskState[];
  adopted: TaskState[];
} {
  const transitions: TaskState[] = [];
  const adopted: TaskState[] = [];
  const listener = {
    onTransition: (state: TaskState) => void transitions.push(state),
    onAdopted: (state: TaskState) => void adopted.push(state),
  };
  return { transitions, adopted, records: new RunRecords(recorded, () => now, listener) };
}

describe('the records of a run', () => {
  it('count versions over all tasks', () => {
    const { records, transitions } = recordsOf();
    records.transition(child('a'), { status: 'RUNNING' });
    records.transition(child('b'), { status: 'RUNNING' });
    records.transition(child('a'), { status: 'SUCCESS' });
    expect(transitions.map(({ path, version }) => [path, version])).toEqual([
      ['a', 1],
      ['b', 2],
      ['a', 3],
    ]);
    expect([...records.all()].map(({ path, status }) => [path, status])).toEqual([
      ['a', 'SUCCESS'],
      ['b', 'RUNNING'],
    ]);
  });

  it('continue the versions of an earlier execution', () => {
    const { records } = recordsOf([stateOf('a', { version: 7 })]);
    expect(records.transition(child('b'), { status: 'RUNNING' }).version).toBe(8);
    expect(records.stateOf('a')?.version).toBe(7);
  });

  it('adopt the states of another engine, with the versions that it reserved', () => {
    const { records, transitions, adopted } = recordsOf();
    const version = records.reserveVersion();
    expect(records.transition(child('b'), { status: 'RUNNING' }).version).toBe(version + 1);
    records.adopt(stateOf('a', { status: 'SUCCESS', version }));
    records.adopt(stateOf('a', { status: 'RUNNING', version: 9 }));
    expect(records.stateOf('a')).toMatchObject({ status: 'SUCCESS', version });
    expect(adopted).toHaveLength(1);
    expect(transitions.map(({ path }) => path)).toEqual(['b']);
  });

  it('refuse to change a terminal state', () => {
    const { records, transitions } = recordsOf([stateOf('a', { status: 'SUCCESS' })]);
    expect(() => records.transition(child('a'), { status: 'FAILED' })).toThrow(
      expect.objectContaining({ code: 'INTERNAL', message: 'a cannot go from SUCCESS to FAILED' }),
    );
    expect(transitions).toEqual([]);
  });

  it('keep no progress of an ended visit', () => {
    const { records } = recordsOf();
    records.transition(child('a'), { status: 'RUNNING', handling: 'FAILED', progress: { own: 1 } });
    records.transition(child('a'), { status: 'SUCCESS' });
    expect(records.stateOf('a')).not.toHaveProperty('progress');
    expect(records.stateOf('a')).not.toHaveProperty('handling');
  });

  it('end a child that does not run, and add its state to the list', () => {
    const { records } = recordsOf();
    records.close(child('a'), { status: 'SKIPPED' });
    expect(records.stateOf('a')).toMatchObject({ status: 'SKIPPED', startedAt: null, endedAt: now });
    expect(list.get('tasks')).toBeDefined();
  });
});

describe('the record of a visit', () => {
  it('keeps the deadline beside the progress of the type', () => {
    const { records } = recordsOf();
    const record = new TaskRecord(records, child('a'));
    expect(record.state).toBeUndefined();
    record.start(now, 5_000);
    expect(record.progress).toBeUndefined();
    record.running({ kept: [1], version: 1 });
    record.waiting({ kept: [1, 2], version: 2 });
    expect([record.deadlineMs, record.progress, record.state?.status]).toEqual([
      5_000,
      { kept: [1, 2], version: 2 },
      'WAITING',
    ]);
  });

  it('keeps the failure while its handler runs', () => {
    const { records } = recordsOf();
    const record = new TaskRecord(records, child('a'));
    const error = { code: 'BOOM', message: 'boom', task: 'a', details: null, attempt: 3 };
    record.start(now, undefined);
    expect(record.handledFailure).toBeUndefined();
    const failure = { status: 'TIMED_OUT', error, handled: false, output: null } as const;
    record.handling(failure, { place: 1, failedAt: now }, 3);
    expect(record.handledFailure).toEqual(failure);
    expect(record.handler).toEqual({ place: 1, failedAt: now });
    expect(record.state).toMatchObject({ status: 'RUNNING', error, attempt: 3 });
    expect(record.end({ ...failure, handled: true, output: 1 }, now)).toMatchObject({
      status: 'TIMED_OUT',
      attempt: 3,
      output: 1,
    });
  });

  it('has the times of the action if the clock of the workflow stood still', () => {
    const { records } = recordsOf();
    const record = new TaskRecord(records, child('a'));
    record.start(now, undefined);
    const end = record.end({ status: 'SUCCESS', output: 1 }, now, { startedAt: 'then', endedAt: 'later', attempt: 2 });
    expect(end).toMatchObject({ startedAt: 'then', endedAt: 'later', attempt: 2 });
  });
});

describe('a terminal state', () => {
  const error = { code: 'X', message: '', task: 'a', details: null, attempt: 1 };

  it.each([
    [{ status: 'SUCCESS', output: 1, next: 'b' } as const],
    [{ status: 'SUCCESS', output: null } as const],
    [{ status: 'SKIPPED' } as const],
    [{ status: 'FAILED', error, handled: true, output: 2, next: 'end' } as const],
    [{ status: 'CANCELED', error, handled: false, output: null } as const],
  ])('has its outcome: %j', (outcome) => {
    expect(outcomeOf(stateOf('a', changeOf(outcome)))).toEqual(outcome);
  });

  it('is the only state that has an outcome', () => {
    expect(outcomeOf(stateOf('a', { status: 'RUNNING' }))).toBeUndefined();
    expect(outcomeOf(stateOf('a', { status: 'FAILED', error: null }))).toBeUndefined();
    expect(outcomeOf(undefined)).toBeUndefined();
  });
});
