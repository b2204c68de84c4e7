import type { LogLine } from '@octavo/worker';

/** Of items, the tree shows only the first that fail, and none whose failure is tolerated. */
const ITEM = /\[\d+\]/;

/**
 * True for a line about a failure that the tree at the end of a run shows anyway: of the run itself, or of the last attempt
 * of a task that is no part of an item.
 *
 * @param workflowId - that of the run; undefined as long as nothing else can have been logged than what this run does
 */
export function isShownByTree({ level, message, attributes }: LogLine, workflowId: string | undefined): boolean {
  const { workflowId: loggedId, task, code, retryInMs } = attributes;
  if (level !== 'warn' || (workflowId !== undefined && loggedId !== workflowId)) return false;
  if (message === 'Workflow failed') return true;
  const isLastAttempt = message === 'Activity failed' && code !== undefined && retryInMs === undefined;
  return isLastAttempt && typeof task === 'string' && !ITEM.test(task);
}
