import type { TaskStatus } from '@octavo/orchestrators';
import { findNearest } from '@octavo/orchestrators/model';
import { CliError } from '../../cli-error';

/** The statuses that a run is listed with. */
export const runStatuses: readonly TaskStatus[] = ['RUNNING', 'PAUSED', 'SUCCESS', 'FAILED', 'TIMED_OUT', 'CANCELED'];

/**
 * Reads the status of an option; capitals or not.
 *
 * @throws CliError USAGE_INVALID
 */
export function readStatus(option: string, text: string): TaskStatus {
  const status = runStatuses.find((one) => one === text.toUpperCase());
  if (status !== undefined) return status;
  const nearest = findNearest(text, runStatuses);
  const hint = nearest === undefined ? '' : `; nearest is ${nearest}`;
  throw new CliError('USAGE_INVALID', `${option} takes one of ${runStatuses.join(', ')}, not "${text}"${hint}.`);
}
