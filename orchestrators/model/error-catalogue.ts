/**
 * Every error code of the engine itself, with its meaning. Actions add their own codes (`HTTP_503`), also in
 * UPPER_SNAKE_CASE. A test keeps this table and `docs/errors.md` equal.
 */
export const errorCatalogue = {
  ACTION_FAILED: 'An action threw an error that has no code of its own.',
  ATTEMPT_TIMED_OUT: 'One attempt of an action outlasted `attemptTimeout`.',
  CANCELED: 'The task or the run was cancelled.',
  COLLECTION_TOO_LARGE: 'A collection has more items than this version of Octavo runs.',
  DEFINITION_INVALID: 'A definition has mistakes; all are listed.',
  DEFINITION_NOT_FOUND: 'No definition of that id and version is known to the worker.',
  EXPRESSION_BUDGET_EXCEEDED: 'An expression needed more steps than one expression may take.',
  EXPRESSION_FAILED: 'An expression could not be evaluated.',
  HEARTBEAT_TIMED_OUT: 'No heartbeat of an action arrived within `heartbeatTimeout`.',
  HISTORY_TOO_LONG: "The run's history came near Temporal's limit.",
  HTTP_BLOCKED: 'The egress rules do not allow the address of a request.',
  HTTP_RESPONSE_INVALID: 'A response does not satisfy `expect`, or its JSON has a number that is too large.',
  HTTP_UNREACHABLE: 'A server gave no response.',
  INPUT_INVALID: 'The input of a run or of an action does not satisfy its schema.',
  INTERNAL: 'A defect in the engine; please report it.',
  MAX_VISITS_EXCEEDED: 'A task was visited more often than `maxVisits`.',
  NOT_SUPPORTED_YET: 'A field of the language that this version does not run yet.',
  OUTPUT_INVALID: 'An output does not satisfy its schema.',
  PAYLOAD_TOO_LARGE: 'A value is larger than one payload may be.',
  REPEAT_LIMIT_EXCEEDED: 'A `repeat` went on for more than `max` rounds.',
  ROUTE_NOT_FOUND: 'No route of a router matched and it has no `otherwise`.',
  RUN_ENDED: 'The run has ended: it takes no signal and cannot be cancelled.',
  RUN_NOT_FOUND: 'No run has that workflow id.',
  SHELL_EXIT: 'A command ended with an exit code other than 0.',
  SHELL_FORBIDDEN: 'The worker does not allow `shell.run`.',
  SIGNAL_INVALID: 'A signal does not satisfy the schema of a wait, or its processing failed.',
  SIGNAL_TARGET_NOT_FOUND: 'No run was found to send a signal to.',
  TERMINATED: 'The run was terminated: Temporal ended it at once.',
  TIMED_OUT: 'A task or a run outlasted its `timeout`.',
  TOLERANCE_EXCEEDED: 'More children failed than `tolerate` allows.',
  UNKNOWN_ACTION: 'The worker knows no action of that name.',
  UNKNOWN_TASK_TYPE: 'No orchestrator is registered for a task type.',
  WORKFLOW_ALREADY_RUNNING: 'A run with that workflow id is open.',
} as const;

export type ErrorCode = keyof typeof errorCatalogue;

/** What a code of an author's own error looks like. */
export const errorCodePattern = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/**
 * Codes of expression and schema errors: another attempt would fail in the same way. Source: definition-language,
 * "retry".
 */
const codes: readonly string[] = [
  'DEFINITION_INVALID',
  'DEFINITION_NOT_FOUND',
  'EXPRESSION_BUDGET_EXCEEDED',
  'EXPRESSION_FAILED',
  'INPUT_INVALID',
  'OUTPUT_INVALID',
];

/** True for an error that no policy retries. */
export function isNeverRetried(code: string): boolean {
  return codes.includes(code);
}

/** Ends messages that ask for a change of the configuration: after the change, a restart is needed. */
export const restartHint =
  'A worker reads its configuration when it starts: after a change, restart the worker or `octavo dev`.';
