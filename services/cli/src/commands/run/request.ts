import type { MigrationOption, StartOptions } from '@octavo/client';
import type { Json, Plan } from '@octavo/orchestrators';
import { checkInput } from '@octavo/planner';
import { CliError } from '../../cli-error';
import type { CommandContext } from '../../command';
import type { Project } from '../../project/project';
import { findDefinitionFile, readDefinition, readDefinitionName } from '../../reading/definition';
import { readInput, readsStdin, STDIN } from '../../reading/input';
import { type FileProblem, refusedBy, toFileProblem } from '../file-problems';

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

/** The options of `octavo run`. */
export interface RunOptions extends MigrationOptions {
  /** JSON, `@file`, or `-`. Default `{}`, and the defaults of the schema. */
  readonly input?: string;
  readonly json?: boolean;
  /** Work in this process on a server that is there, on a task queue of its own. Default: leave it to the workers. */
  readonly work?: boolean;
  /** Default: the definition's id and a random part. */
  readonly workflowId?: string;
}

/**
 * What the client takes, beside the input.
 *
 * @throws CliError USAGE_INVALID
 */
export function toStartOptions(options: RunOptions): Pick<StartOptions, 'workflowId' | 'migration'> {
  const { workflowId } = options;
  return { ...toMigration(options), ...(workflowId === undefined ? {} : { workflowId }) };
}

/** How a run that is started takes part in a migration between engines. */
interface MigrationOptions {
  readonly tenant?: string;
  /** False for `--no-migration`. */
  readonly migration?: boolean;
}

/**
 * What the client takes; nothing where the configuration is to say it.
 *
 * @throws CliError USAGE_INVALID
 */
function toMigration({ tenant, migration }: MigrationOptions): { readonly migration?: MigrationOption } {
  if (migration === false && tenant !== undefined)
    throw new CliError(
      'USAGE_INVALID',
      '--tenant says whom the flags of a migration see; with --no-migration none does.',
    );
  if (migration === false) return { migration: false };
  return tenant === undefined ? {} : { migration: { tenant } };
}
