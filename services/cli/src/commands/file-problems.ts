import type { Problem } from '@octavo/planner';
import { CliError } from '../cli-error';
import type { Palette } from '../terminal/format';

/** A problem in the output of `validate --json`: every field is set; unknown values are null. */
export interface FileProblem {
  readonly file: string;
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** `tasks[2].routes[0].then`; empty for the whole definition. */
  readonly path: string;
  /** From 1. */
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  readonly expected: string | null;
  /** What to do; often the nearest valid name. */
  readonly hint: string | null;
}

/** Adds the file to a problem. */
export function toFileProblem(file: string, problem: Problem): FileProblem {
  const { code, severity, path, line = null, column = null, message, expected = null, hint = null } = problem;
  return { file, code, severity, path, line, column, message, expected, hint };
}

/**
 * The problems as text, grouped by file. Each has its location, the expected value and a hint. The last line has the counts.
 */
export function describeProblems(files: readonly string[], problems: readonly FileProblem[], palette: Palette): string {
  const blocks = [...new Set(files)].map((file) => {
    const own = problems.filter((problem) => problem.file === file);
    if (own.length === 0) return `${palette.green('✓')} ${file}\n`;
    return own.map((problem) => describeProblem(problem, palette)).join('');
  });
  return `${blocks.join('')}${summarize(files, problems)}\n`;
}

/** The text for warnings, which do not prevent a run; empty if there are none. */
export function describeWarnings(warnings: readonly FileProblem[], palette: Palette): string {
  return warnings.map((warning) => describeProblem(warning, palette)).join('');
}

function describeProblem(problem: FileProblem, palette: Palette): string {
  const { file, line, column, severity, code, path, message, expected, hint } = problem;
  const position = line === null ? '' : `:${line}:${column ?? 1}`;
  const paint = severity === 'error' ? palette.red : palette.yellow;
  const location = path === '' ? '' : ` at ${palette.bold(path)}`;
  const expectedAndHint = [
    expected === null ? '' : `    expected ${expected}\n`,
    hint === null ? '' : `    ${hint}\n`,
  ].join('');
  return `${file}${position}  ${paint(severity)}  ${code}${location}\n    ${message}\n${palette.dim(expectedAndHint)}`;
}

function summarize(files: readonly string[], problems: readonly FileProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const inFiles = ` in ${count(new Set(files).size, 'file')}`;
  return `${count(errors, 'error')}, ${count(warnings, 'warning')}${inFiles}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** The error for a refused file. Its message and its details have every problem, but no warnings. */
export function refusedBy(code: string, what: string, file: string, problems: readonly Problem[]): CliError {
  const errors = problems.map((problem) => toFileProblem(file, problem)).filter(({ severity }) => severity === 'error');
  const message = [`${what}: ${errors.length} ${errors.length === 1 ? 'problem' : 'problems'}.`, ...errors.map(toLine)];
  return new CliError(code, message.join('\n'), { details: { problems: errors.map((problem) => ({ ...problem })) } });
}

function toLine({ code, line, column, path, message, expected, hint }: FileProblem): string {
  const location = [line === null ? '' : `${line}:${column ?? 1}`, path].filter(Boolean).join(' ');
  const expectedAndHint = [expected === null ? '' : `; expected ${expected}`, hint === null ? '' : `; ${hint}`].join(
    '',
  );
  return `  ${location === '' ? '' : `${location}  `}${code}: ${message}${expectedAndHint}`;
}
