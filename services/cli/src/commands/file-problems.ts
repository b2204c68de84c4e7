import type { Problem } from '@octavo/planner';
import { CliError } from '../cli-error';
import type { Palette } from '../terminal/format';

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

/** The problems for people: by file, each with its place, what was expected and what to do, and a last line that counts. */
export function describeProblems(files: readonly string[], problems: readonly FileProblem[], palette: Palette): string {
  const blocks = [...new Set(files)].map((file) => {
    const own = problems.filter((problem) => problem.file === file);
    if (own.length === 0) return `${palette.green('✓')} ${file}\n`;
    return own.map((problem) => describeProblem(problem, palette)).join('');
  });
  return `${blocks.join('')}${summarize(files, problems)}\n`;
}

/** Warnings, where there are any: a run begins in spite of them. */
export function describeWarnings(warnings: readonly FileProblem[], palette: Palette): string {
  return warnings.map((warning) => describeProblem(warning, palette)).join('');
}

function describeProblem(problem: FileProblem, palette: Palette): string {
  const { file, line, column, severity, code, path, message, expected, hint } = problem;
  const position = line === null ? '' : `:${line}:${column ?? 1}`;
  const paint = severity === 'error' ? palette.red : palette.yellow;
  const place = path === '' ? '' : ` at ${palette.bold(path)}`;
  const more = [expected === null ? '' : `    expected ${expected}\n`, hint === null ? '' : `    ${hint}\n`].join('');
  return `${file}${position}  ${paint(severity)}  ${code}${place}\n    ${message}\n${palette.dim(more)}`;
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

/** The error that refuses a file, with every problem in its message and in its details; warnings are left out. */
export function refusedBy(code: string, what: string, file: string, problems: readonly Problem[]): CliError {
  const told = problems.map((problem) => toFileProblem(file, problem)).filter(({ severity }) => severity === 'error');
  const message = [`${what}: ${told.length} ${told.length === 1 ? 'problem' : 'problems'}.`, ...told.map(toLine)];
  return new CliError(code, message.join('\n'), { details: { problems: told.map((problem) => ({ ...problem })) } });
}

function toLine({ code, line, column, path, message, expected, hint }: FileProblem): string {
  const place = [line === null ? '' : `${line}:${column ?? 1}`, path].filter(Boolean).join(' ');
  const more = [expected === null ? '' : `; expected ${expected}`, hint === null ? '' : `; ${hint}`].join('');
  return `  ${place === '' ? '' : `${place}  `}${code}: ${message}${more}`;
}
