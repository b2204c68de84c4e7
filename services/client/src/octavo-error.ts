import type { TemporalErrorCode } from '@octavo/activities/temporal-errors';
import type { ErrorCode } from '@octavo/orchestrators';
import { formatProblem, type Problem } from '@octavo/planner';

/** A request that the client refuses or cannot carry out. A failed run is not an error but a result. */
export class OctavoError extends Error {
  /** From the error catalogues: DEFINITION_INVALID, INPUT_INVALID, RUN_NOT_FOUND, PERMISSION_DENIED, SERVER_UNREACHABLE, … */
  readonly code: ErrorCode | TemporalErrorCode;
  /** All problems of a definition or an input; empty for other codes. */
  readonly problems: readonly Problem[];

  constructor(
    code: ErrorCode | TemporalErrorCode,
    message: string,
    options: { readonly problems?: readonly Problem[]; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'OctavoError';
    this.code = code;
    this.problems = options.problems ?? [];
  }

  /** An error that lists `problems`, one a line. */
  static ofProblems(code: ErrorCode, problems: readonly Problem[]): OctavoError {
    return new OctavoError(code, [`${code}:`, ...problems.map(formatProblem)].join('\n'), { problems });
  }
}
