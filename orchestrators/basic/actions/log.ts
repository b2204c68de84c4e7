import type { LogLevel } from '../../contracts/run-log';
import { invalidInput, mapInput, textField } from './action-input';
import type { PureAction } from './pure-action';

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
