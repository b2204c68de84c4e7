import { TaskFailure, textBytes } from '@octavo/orchestrators';

/** Temporal refuses longer ids and names, by failing the workflow task for ever. */
const MAX_CHARACTERS = 1_000;
const SYSTEM_PREFIX = '/_sys/';
const RUN_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Throws INPUT_INVALID for a text that Temporal would not take as `what`: an id, a name, a task queue. */
export function checkTemporalName(what: string, name: unknown): asserts name is string {
  if (typeof name === 'string' && name !== '' && textBytes(name) <= MAX_CHARACTERS && !hasControl(name)) return;
  const found =
    typeof name === 'string' ? `${JSON.stringify(name.slice(0, 80))} (${name.length} characters)` : typeof name;
  throw new TaskFailure(
    'INPUT_INVALID',
    `${what} must be text of 1 to ${MAX_CHARACTERS} bytes without control characters, got ${found}`,
  );
}

/** Throws INPUT_INVALID for a text that Temporal would not take as `what`, which is a run id. */
export function checkRunId(what: string, runId: string): void {
  if (RUN_ID.test(runId)) return;
  throw new TaskFailure(
    'INPUT_INVALID',
    `${what} must be a run id (a UUID), got ${JSON.stringify(runId.slice(0, 80))}`,
  );
}

/** Throws INPUT_INVALID for a text that is no name of a task queue of ours. */
export function checkTaskQueue(name: unknown): asserts name is string {
  checkTemporalName('`taskQueue`', name);
  if (!name.startsWith(SYSTEM_PREFIX)) return;
  throw new TaskFailure(
    'INPUT_INVALID',
    `\`taskQueue\` may not begin with ${SYSTEM_PREFIX}: those are the server's own`,
  );
}

// Lone surrogates are no valid UTF-8 either.
function hasControl(text: string): boolean {
  return /\p{Cc}|\p{Surrogate}/u.test(text);
}
