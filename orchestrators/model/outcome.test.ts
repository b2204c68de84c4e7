import {
  canTransition,
  type FailureOutcome,
  isFailure,
  isTerminal,
  outputOf,
  type TaskOutcome,
  taskStatuses,
  verdictOf,
} from './outcome';

// Source: architecture, "The life of a task".
describe('statuses', () => {
  it('are nine, of which five are terminal', () => {
    expect(taskStatuses).toHaveLength(9);
    expect(taskStatuses.filter(isTerminal)).toEqual(['SUCCESS', 'FAILED', 'TIMED_OUT', 'CANCELED', 'SKIPPED']);
  });

  it('never change once they are terminal', () => {
    const changes = taskStatuses
      .filter(isTerminal)
      .flatMap((from) => taskStatuses.filter((to) => canTransition(from, to)));
    expect(changes).toEqual([]);
  });

  it('never go back to PENDING', () => {
    expect(taskStatuses.filter((from) => canTransition(from, 'PENDING'))).toEqual(['PENDING']);
  });

  it('go from an active one to any other, and may be written again', () => {
    expect(canTransition('RUNNING', 'WAITING')).toBe(true);
    expect(canTransition('WAITING', 'RUNNING')).toBe(true);
    expect(canTransition('RUNNING', 'RUNNING')).toBe(true);
    expect(canTransition('PENDING', 'SKIPPED')).toBe(true);
  });
});

const error = { code: 'X', message: '', task: 'a', details: null, attempt: 1 };
const failure = (fields: Partial<FailureOutcome>): TaskOutcome => ({
  status: 'FAILED',
  error,
  handled: false,
  output: null,
  ...fields,
});

// Source: glossary, "verdict".
describe('the verdict on an outcome', () => {
  it.each<[string, TaskOutcome, string]>([
    ['SUCCESS', { status: 'SUCCESS', output: 1 }, 'success'],
    ['FAILED', failure({}), 'failure'],
    ['TIMED_OUT', failure({ status: 'TIMED_OUT' }), 'failure'],
    ['CANCELED', failure({ status: 'CANCELED' }), 'failure'],
    ['FAILED, handled', failure({ handled: true }), 'success'],
    ['TIMED_OUT, handled', failure({ status: 'TIMED_OUT', handled: true }), 'success'],
    ['SKIPPED', { status: 'SKIPPED' }, 'skipped'],
  ])('%s is %3$s', (_name, outcome, verdict) => {
    expect(verdictOf(outcome)).toBe(verdict);
    expect(isFailure(outcome)).toBe(verdict === 'failure');
  });

  it('is no failure where there is no outcome', () => {
    expect(isFailure(undefined)).toBe(false);
  });
});

describe('the output of an outcome', () => {
  it('is null unless it succeeded or was handled', () => {
    expect(outputOf({ status: 'SUCCESS', output: 1 })).toBe(1);
    expect(outputOf(failure({ handled: true, output: 2 }))).toBe(2);
    expect(outputOf(failure({ output: 3 }))).toBeNull();
    expect(outputOf({ status: 'SKIPPED' })).toBeNull();
    expect(outputOf(undefined)).toBeNull();
  });
});
