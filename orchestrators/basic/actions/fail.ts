import { errorCodePattern } from '../../model/error-catalogue';
import type { JsonObject } from '../../model/json';
import { failureOf, type TaskError, TaskFailure } from '../../model/task-error';
import { invalidInput, mapInput, textField } from './action-input';
import type { PureAction, PureActionContext } from './pure-action';

/** Fails the task with an error from the definition; without a code, in a handler, with the handled error. */
export const fail: PureAction = {
  name: 'fail',
  run: (input, run) => {
    const fields = mapInput('fail', input, ['code', 'message', 'details', 'retryable']);
    const code = textField('fail', fields, 'code');
    if (code === undefined) throw rethrown(fields, run);
    if (!errorCodePattern.test(code)) throw invalidInput('fail', 'with.code', 'UPPER_SNAKE_CASE', code);
    const { details = null, retryable: isRetryable = true } = fields;
    if (typeof isRetryable !== 'boolean') throw invalidInput('fail', 'with.retryable', 'true or false', isRetryable);
    const message = textField('fail', fields, 'message') ?? `failed with ${code}`;
    throw new TaskFailure(code, message, { details, isRetryable });
  },
};

// In a handler, `error` is the handled error, unless the definition hides that name.
function rethrown(fields: JsonObject, { scope }: PureActionContext): TaskFailure {
  const error = scope.get('error') as Partial<TaskError> | undefined;
  const [useless] = Object.keys(fields);
  if (useless !== undefined) return new TaskFailure('INPUT_INVALID', `with.${useless} of fail goes with a code`);
  if (isTaskError(error)) return failureOf(error);
  return new TaskFailure('INPUT_INVALID', 'fail needs a code outside of a handler');
}

function isTaskError(error: Partial<TaskError> | null | undefined): error is TaskError {
  return typeof error?.code === 'string' && typeof error.message === 'string' && typeof error.task === 'string';
}
