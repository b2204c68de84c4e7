import { TaskFailure } from '../model/task-error';
import { CanceledError } from './cancellation-node';
import { failureFromThrown, passOn, timedOutOutcome } from './failures';

describe('a thrown value', () => {
  it('becomes CANCELED if it is a cancellation', () => {
    expect(failureFromThrown(new CanceledError(), 'a')).toMatchObject({
      status: 'CANCELED',
      error: { code: 'CANCELED', task: 'a' },
    });
  });

  it('keeps the code, message, details, attempt and task of a failure', () => {
    const failure = new TaskFailure('BOOM', 'boom', { details: { n: 1 }, attempt: 3, task: 'a/b' });
    expect(failureFromThrown(failure, 'a').error).toEqual({
      code: 'BOOM',
      message: 'boom',
      task: 'a/b',
      details: { n: 1 },
      attempt: 3,
    });
  });

  it('gets the path of the current task if it has none', () => {
    expect(failureFromThrown(new TaskFailure('BOOM', 'boom'), 'a').error.task).toBe('a');
  });

  it('becomes INTERNAL if it is not a TaskFailure', () => {
    expect(failureFromThrown(new TypeError('x is not a function'), 'a').error).toMatchObject({
      code: 'INTERNAL',
      message: 'TypeError: x is not a function',
    });
    expect(failureFromThrown('text', 'a').error.message).toBe('text');
  });
});

describe('a container', () => {
  it('that passes a failure on is FAILED with the inner error', () => {
    const inner = timedOutOutcome('group/slow', '10s');
    expect(passOn({ ...inner, handled: true, output: 1 })).toEqual({
      status: 'FAILED',
      error: inner.error,
      handled: false,
      output: null,
    });
  });
});
