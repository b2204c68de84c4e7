import { mapInput } from './action-input';
import type { PureAction } from './pure-action';

/** Assigns variables of the run; all values are evaluated before the first is assigned. */
export const set: PureAction = {
  name: 'set',
  changesRun: true,
  run: (input, { vars }) => {
    const values = mapInput('set', input);
    vars.assign(values);
    return values;
  },
};
