import type { Json, Plan } from '@octavo/orchestrators';
import { checkInput } from '@octavo/planner';
import { CliError } from '../../cli-error';
import type { CommandContext } from '../../command-context';
import type { Project } from '../../project/project';
import { STDIN } from '../../reading/read-bytes';
import { findDefinitionFile, readDefinitionName } from '../../reading/definition-name';
import { readDefinition } from '../../reading/read-definition';
import { readInput, readsStdin } from '../../reading/read-input';
import { type FileProblem, toFileProblem } from '../validate/file-problem';
import { refusedBy } from './refused-by';
import type { RunOptions } from './run-options';

/** What is to be run: a definition and an input that were found to be right. */
export interface RunRequest {
  /** The bytes of a file, or what a module exports. */
  readonly source: object;
  readonly plan: Plan;
  /** As it was given: the defaults of the schema are not in it. */
  readonly input: Json | undefined;
  readonly warnings: readonly FileProblem[];
}

/**
 * Reads and checks a definition and the input for it.
 *
 * @param name - a file, or the id of a definition in the configured folder
 * @throws CliError DEFINITION_INVALID, INPUT_INVALID with every problem, and whatever keeps them from being read
 */
export async function readRequest(
  name: string,
  project: Pick<Project, 'config' | 'planner'>,
  { io, options }: CommandContext<RunOptions>,
): Promise<RunRequest> {
  const { planner } = project;
  const id = readDefinitionName(name, io.cwd);
  const file = id === undefined ? name : await findDefinitionFile(id, project);
  if (file === STDIN && readsStdin(options.input)) {
    throw new CliError('USAGE_INVALID', 'The definition and --input cannot both come from the standard input.');
  }
  const source = await readDefinition(file, io);
  const { plan, problems } = planner.plan(source);
  if (plan === undefined) throw refusedBy('DEFINITION_INVALID', `${file} is not run`, file, problems);
  const input = options.input === undefined ? undefined : await readInput('--input', options.input, io);
  const checked = checkInput(plan, input);
  if (checked.problems !== undefined) throw refusedBy('INPUT_INVALID', 'The input is refused', file, checked.problems);
  return { source, plan, input, warnings: problems.map((problem) => toFileProblem(file, problem)) };
}
