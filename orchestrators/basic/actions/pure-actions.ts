import type { LogLevel, RunLog } from '../../contracts/run-log';
import type { RunVariables } from '../../contracts/run-variables';
import type { Scope } from '../../contracts/scope';
import { errorCodePattern } from '../../model/error-catalogue';
import { isJsonObject, type Json, type JsonObject } from '../../model/json';
import { failureOf, type TaskError, TaskFailure } from '../../model/task-error';

/**
 * An action that the workflow runs itself without a round trip: it computes and has no side effects outside the run.
 */
export interface PureAction {
  readonly name: string;
  /** True if it must not run twice: it is recorded as soon as it has run. Default false. */
  readonly changesRun?: boolean;
  /** Throws `TaskFailure`. */
  run(input: Json, run: PureActionContext): Json;
}

export interface PureActionContext {
  /** Of the task that runs the action. */
  readonly path: string;
  readonly vars: RunVariables;
  readonly log: RunLog;
  readonly scope: Scope;
}

/** `input` as a map, with no other fields than `known` if that is set. Throws INPUT_INVALID. */
export function mapInput(action: string, input: Json, known?: readonly string[]): JsonObject {
  if (!isJsonObject(input)) throw invalidInput(action, 'with', 'a map', input);
  const unknown = known === undefined ? undefined : Object.keys(input).find((field) => !known.includes(field));
  if (unknown === undefined) return input;
  throw new TaskFailure('INPUT_INVALID', `with of ${action} has a field "${unknown}"; known are ${known?.join(', ')}`);
}

/** A field that must be text if it is set. Throws INPUT_INVALID. */
export function textField(action: string, input: JsonObject, field: string): string | undefined {
  const value = input[field];
  if (value === undefined || typeof value === 'string') return value;
  throw invalidInput(action, `with.${field}`, 'text', value);
}

/** INPUT_INVALID: `field` has the wrong type. */
export function invalidInput(action: string, field: string, expected: string, found: Json): TaskFailure {
  const text = JSON.stringify(found).slice(0, 80);
  return new TaskFailure('INPUT_INVALID', `${field} of ${action} must be ${expected}, but is ${text}`);
}

/** Assigns variables of the run; evaluates all values before it assigns the first. */
export const set: PureAction = {
  name: 'set',
  changesRun: true,
  run: (input, { vars }) => {
    const values = mapInput('set', input);
    vars.assign(values);
    return values;
  },
};

/** Returns its input, after the expressions in it were evaluated. */
export const transform: PureAction = { name: 'transform', run: (input) => input };

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** Writes to the worker's log, once, not on replay. */
export const log: PureAction = {
  name: 'log',
  run: (input, run) => {
    const { level = 'info', fields = {}, ...rest } = mapInput('log', input, ['level', 'message', 'fields']);
    const known = levels.find((name) => name === level);
    if (known === undefined) throw invalidInput('log', 'with.level', levels.join(', '), level);
    const message = textField('log', rest, 'message');
    if (message === undefined) throw invalidInput('log', 'with.message', 'text', null);
    run.log.write(known, message, { task: run.path, fields: mapInput('log', fields) });
    return null;
  },
};

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

/** The actions that the workflow runs itself, by name. */
export const pureActions: ReadonlyMap<string, PureAction> = new Map(
  [set, transform, log, fail].map((action) => [action.name, action]),
);
