import type { OctavoActivities } from '@octavo/activities';
import { TaskFailure, textBytes } from '@octavo/orchestrators';

/** Temporal rejects longer ids and names by failing the workflow task, which it then retries for ever. */
const MAX_NAME_BYTES = 1_000;
const SYSTEM_PREFIX = '/_sys/';
const RUN_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Throws INPUT_INVALID if Temporal would not accept `name` as an id, a name or a task queue. `what` names the field. */
export function checkTemporalName(what: string, name: unknown): asserts name is string {
  if (typeof name === 'string' && name !== '' && textBytes(name) <= MAX_NAME_BYTES && !hasControl(name)) return;
  const found =
    typeof name === 'string' ? `${JSON.stringify(name.slice(0, 80))} (${name.length} characters)` : typeof name;
  throw new TaskFailure(
    'INPUT_INVALID',
    `${what} must be text of 1 to ${MAX_NAME_BYTES} bytes without control characters, got ${found}`,
  );
}

/** With Octavo's own activities, a definition could write task states of other runs. */
const ownActivities: Readonly<Record<keyof OctavoActivities, true>> = {
  runAction: true,
  createTaskState: true,
  loadPlan: true,
  findWaiting: true,
  startAndSignal: true,
};

/** Throws INPUT_INVALID if a definition may not run an activity with this name. */
export function checkActivityName(name: unknown): asserts name is string {
  checkTemporalName('`activity` of temporal.activity', name);
  if (!Object.hasOwn(ownActivities, name)) return;
  throw new TaskFailure('INPUT_INVALID', `temporal.activity cannot run ${name}, which is an activity of Octavo itself`);
}

/** Throws INPUT_INVALID if `runId` is not a run id of Temporal. `what` names the field. */
export function checkRunId(what: string, runId: string): void {
  if (RUN_ID.test(runId)) return;
  throw new TaskFailure(
    'INPUT_INVALID',
    `${what} must be a run id (a UUID), got ${JSON.stringify(runId.slice(0, 80))}`,
  );
}

/** Throws INPUT_INVALID if `name` cannot be the name of a task queue, or is reserved for the server. */
export function checkTaskQueue(name: unknown): asserts name is string {
  checkTemporalName('`taskQueue`', name);
  if (!name.startsWith(SYSTEM_PREFIX)) return;
  throw new TaskFailure(
    'INPUT_INVALID',
    `\`taskQueue\` may not begin with ${SYSTEM_PREFIX}: those names are reserved for the server`,
  );
}

// Lone surrogates are not valid in UTF-8.
function hasControl(text: string): boolean {
  return /\p{Cc}|\p{Surrogate}/u.test(text);
}
