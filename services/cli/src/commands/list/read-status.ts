import type { TaskStatus } from '@octavo/orchestrators';
import { findNearest } from '@octavo/orchestrators/model';
import { CliError } from '../../cli-error';
import { toLine } from '../../terminal/format';

/** The statuses that a run is listed with. */
export const runStatuses: readonly TaskStatus[] = ['RUNNING', 'PAUSED', 'SUCCESS', 'FAILED', 'TIMED_OUT', 'CANCELED'];

/** What Temporal calls them. */
const otherNames: ReadonlyMap<string, TaskStatus> = new Map([
  ['COMPLETED', 'SUCCESS'],
  ['CANCELLED', 'CANCELED'],
  ['TERMINATED', 'CANCELED'],
  ['TIMEDOUT', 'TIMED_OUT'],
  ['TIMED-OUT', 'TIMED_OUT'],
]);

/**
 * Reads the status of an option, in our words or in Temporal's; capitals or not.
 *
 * @throws CliError USAGE_INVALID
 */
export function readStatus(option: string, text: string): TaskStatus {
  const name = text.toUpperCase();
  const status = runStatuses.find((one) => one === name) ?? otherNames.get(name);
  if (status !== undefined) return status;
  const nearest = findNearest(text, runStatuses);
  const hint = nearest === undefined ? '' : `; nearest is ${nearest}`;
  throw new CliError(
    'USAGE_INVALID',
    `${option} takes one of ${runStatuses.join(', ')}, not "${toLine(text)}"${hint}.`,
  );
}
