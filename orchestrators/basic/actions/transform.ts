import type { PureAction } from './pure-action';

/** Returns its input, after the expressions in it were evaluated. */
export const transform: PureAction = { name: 'transform', run: (input) => input };
