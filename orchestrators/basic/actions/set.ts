import { mapInput } from './action-input';
import type { PureAction } from './pure-action';

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
