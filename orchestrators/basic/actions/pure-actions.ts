import { fail } from './fail';
import { log } from './log';
import type { PureAction } from './pure-action';
import { set } from './set';
import { transform } from './transform';

/** The actions that the workflow runs itself, by name. */
export const pureActions: ReadonlyMap<string, PureAction> = new Map(
  [set, transform, log, fail].map((action) => [action.name, action]),
);
