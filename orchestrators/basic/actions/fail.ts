import { failureOf, type TaskError, TaskFailure } from '../../model/task-error';
import { invalidInput, mapInput, textField } from './action-input';
import type { PureAction, PureActionContext } from './pure-action';

const codePattern = /^[A-Z][A-Z0-9_]*$/;

/** Fails the task with an error of the author's; without a code, in a handler, with the handled one. */
export const fail: PureAction = {
  name: 'fail',
  run: (input, run) => {
    const fields = mapInput('fail', input);
    const code = textField('fail', fields, 'code');
    if (code === undefined) throw rethrown(run);
    if (!codePattern.test(code)) throw invalidInput('fail', 'with.code', 'UPPER_SNAKE_CASE', code);
    const { details = null, retryable: isRetryable = true } = fields;
    if (typeof isRetryable !== 'boolean') throw invalidInput('fail', 'with.retryable', 'true or false', isRetryable);
    throw new TaskFailure(code, textField('fail', fields, 'message') ?? `failed with ${code}`, { details, isRetryable });
  },
};

// The handler sees what it handles as `error`; the engine put it there.
function rethrown({ scope }: PureActionContext): TaskFailure {
  const error = scope.get('error') as TaskError | undefined;
  return error === undefined ? new TaskFailure('INPUT_INVALID', 'fail needs a code outside of a handler') : failureOf(error);
}
