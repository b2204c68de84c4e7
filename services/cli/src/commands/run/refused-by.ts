import { isError, type Problem } from '@octavo/planner';
import { CliError } from '../../cli-error';
import { type FileProblem, toFileProblem } from '../validate/file-problem';

/** The error that refuses a file, with every problem in its message and in its details; warnings are left out. */
export function refusedBy(code: string, what: string, file: string, problems: readonly Problem[]): CliError {
  const told = problems.filter(isError).map((problem) => toFileProblem(file, problem));
  const message = [`${what}: ${told.length} ${told.length === 1 ? 'problem' : 'problems'}.`, ...told.map(toLine)];
  return new CliError(code, message.join('\n'), { details: { problems: told.map((problem) => ({ ...problem })) } });
}

function toLine({ code, line, column, path, message, expected, hint }: FileProblem): string {
  const place = [line === null ? '' : `${line}:${column ?? 1}`, path].filter(Boolean).join(' ');
  const more = [expected === null ? '' : `; expected ${expected}`, hint === null ? '' : `; ${hint}`].join('');
  return `  ${place === '' ? '' : `${place}  `}${code}: ${message}${more}`;
}
