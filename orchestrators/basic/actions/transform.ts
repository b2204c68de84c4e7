import type { PureAction } from './pure-action';

/** Gives what it is given: for the expressions in it. */
export const transform: PureAction = { name: 'transform', run: (input) => input };
