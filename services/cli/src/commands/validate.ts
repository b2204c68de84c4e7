import { dirname, resolve } from 'node:path';
import type { Planner } from '@octavo/planner';
import { CliError, type ExitCode, exitCodes } from '../cli-error';
import type { CliIo, CommandContext } from '../command';
import { loadProject, type Project } from '../project/project';
import { readDefinition } from '../reading/definition';
import { formatJson, paletteFor } from '../terminal/format';
import { describeProblems, type FileProblem, toFileProblem } from './file-problems';

interface ValidateOptions {
  readonly json?: boolean;
}

/** `octavo validate FILE…`: reports every problem of every file. Warnings alone do not fail it. */
export async function validate(files: readonly string[], context: CommandContext<ValidateOptions>): Promise<ExitCode> {
  const { io, options } = context;
  const projects = new Map<string, Project>();
  const problems: FileProblem[] = [];
  for (const file of files) {
    // Definitions in one folder share a configuration.
    const folder = dirname(resolve(io.cwd, file));
    const project = projects.get(folder) ?? (await loadProject(context, file));
    projects.set(folder, project);
    problems.push(...(await problemsOf(file, project.planner, io)));
  }
  if (options.json === true) io.stdout.write(`${formatJson(problems)}\n`);
  else io.stdout.write(describeProblems(files, problems, paletteFor(io.stdout, io)));
  return problems.some(({ severity }) => severity === 'error') ? exitCodes.refused : exitCodes.success;
}

async function problemsOf(file: string, planner: Planner, io: CliIo): Promise<readonly FileProblem[]> {
  try {
    return planner.plan(await readDefinition(file, io)).problems.map((problem) => toFileProblem(file, problem));
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return [toFileProblem(file, { code: error.code, severity: 'error', path: '', message: error.message })];
  }
}
