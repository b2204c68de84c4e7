import type { Problem } from '@octavo/planner';

/** A problem as `validate --json` gives it: every field is there, null where nothing is known. */
export interface FileProblem {
  readonly file: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** `tasks[2].routes[0].then`; empty for the whole. */
  readonly path: string;
  /** From 1. */
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  readonly expected: string | null;
  /** What to do; often the nearest valid name. */
  readonly hint: string | null;
}

/** Puts the file to a problem. */
export function toFileProblem(file: string, problem: Problem): FileProblem {
  const { code, severity, path, line = null, column = null, message, expected = null, hint = null } = problem;
  return { file, code, severity, path, line, column, message, expected, hint };
}
