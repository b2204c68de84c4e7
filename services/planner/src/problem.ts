import type { FieldPath } from '@octavo/orchestrators/definitions';
import type { ProblemCode } from './problem-catalogue';

/** One mistake, or something to think about, in a definition or an input. */
export interface Problem {
  /** From the problem catalogue. */
  readonly code: ProblemCode | (string & {});
  readonly severity: 'error' | 'warning';
  /** `tasks[2].routes[0].then`; empty for the whole. */
  readonly path: string;
  /** From 1; absent where the definition was no text. */
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  readonly expected?: string;
  /** What to do; often the nearest valid name. */
  readonly hint?: string;
}

const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** Writes a path: `tasks[2].routes[0].then`, `labels["a b"]`. */
export function formatPath(path: FieldPath): string {
  return path.map((part, index) => formatPart(part, index === 0)).join('');
}

const MAX_KEY = 100;

function formatPart(key: string | number, isFirst: boolean): string {
  if (typeof key === 'number') return `[${key}]`;
  const part = key.length > MAX_KEY ? `${key.slice(0, MAX_KEY)}…` : key;
  if (!IDENTIFIER.test(part)) return `[${JSON.stringify(part)}]`;
  return isFirst ? part : `.${part}`;
}

/** Reads what `formatPath` writes. */
export function parsePath(text: string): FieldPath {
  const parts = text.matchAll(/\.?([A-Za-z_$][A-Za-z0-9_$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g);
  return [...parts].map(
    ([, name, index, quoted]) => name ?? (index === undefined ? String(JSON.parse(quoted ?? '""')) : Number(index)),
  );
}

/** The problems as text, one a line, errors first; fit for the message of a failure. */
export function formatProblems(problems: readonly Problem[]): string {
  return [...problems.filter(isError), ...problems.filter((problem) => !isError(problem))]
    .map(formatProblem)
    .join('\n');
}

/** True for a problem that keeps a definition from being run. */
export function isError(problem: Problem): boolean {
  return problem.severity === 'error';
}

/** `UNKNOWN_TASK at tasks[3].then (12:5): no task "ship" in this list; nearest is "shipIt"`. */
export function formatProblem(problem: Problem): string {
  const { code, severity, path, line, column, message, expected, hint } = problem;
  const label = severity === 'warning' ? `warning ${code}` : code;
  const place = path === '' ? '' : ` at ${path}`;
  const position = line === undefined ? '' : ` (${line}:${column ?? 1})`;
  const more = [expected === undefined ? '' : `; expected ${expected}`, hint === undefined ? '' : `; ${hint}`].join('');
  return `${label}${place}${position}: ${message}${more}`;
}
