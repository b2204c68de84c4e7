import { hashText } from './hash-text';

/**
 * Where a run stands among all, 0 to below 100: the same for the same key, for ever, and evenly spread. A run whose
 * position is below the percentage is in; so raising it never takes a run back out. It does not depend on the task type:
 * a run that is in for one type at 5 % is in for every type at 5 %, which keeps what may go wrong to few runs.
 */
export function stickyPosition(key: string): number {
  return (hashText(key) / 2 ** 32) * 100;
}
