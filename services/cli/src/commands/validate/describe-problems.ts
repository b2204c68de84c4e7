import type { Palette } from '../../terminal/palette';
import type { FileProblem } from './file-problem';

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
