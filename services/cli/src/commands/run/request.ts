import type { MigrationOption, StartOptions } from '@octavo/client';
import type { Json, Plan } from '@octavo/orchestrators';
import { checkInput } from '@octavo/planner';
import { CliError } from '../../cli-error';
import type { CommandContext } from '../../command';
import type { Project } from '../../project/project';
import { findDefinitionFile, readDefinition, readDefinitionName } from '../../reading/definition';
import { readInput, readsStdin, STDIN } from '../../reading/input';
import { type FileProblem, refusedBy, toFileProblem } from '../file-problems';

/** A valid definition with a valid input. */
export interface RunRequest {
  /** The bytes of a file, or the export of a module. */
  readonly source: object;
  readonly plan: Plan;
  /** As given, without the defaults of the schema. */
  readonly input: Json | undefined;
  readonly warnings: readonly FileProblem[];
}

/**
 * Reads and checks a definition and the input for it.
 *
 * @param name - a file, or the id of a definition in the configured folder
 * @throws CliError DEFINITION_INVALID, INPUT_INVALID with every problem; any error of reading them
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
  /** JSON, `@file`, or `-`. Default: `{}` with the defaults of the schema. */
  readonly input?: string;
  readonly json?: boolean;
  /** Run the work in this process, on its own task queue of an existing server. Default: leave it to the workers. */
  readonly work?: boolean;
  /** Default: the definition's id with a random part. */
  readonly workflowId?: string;
}

/**
 * The options in the client's form, except the input.
 *
 * @throws CliError USAGE_INVALID
 */
export function toStartOptions(options: RunOptions): Pick<StartOptions, 'workflowId' | 'migration'> {
  const { workflowId } = options;
  return { ...toMigration(options), ...(workflowId === undefined ? {} : { workflowId }) };
}

/** How a new run takes part in a migration between engines. */
interface MigrationOptions {
  readonly tenant?: string;
  /** False for `--no-migration`. */
  readonly migration?: boolean;
}

/**
 * The option in the client's form; empty if the configuration decides.
 *
 * @throws CliError USAGE_INVALID
 */
function toMigration({ tenant, migration }: MigrationOptions): { readonly migration?: MigrationOption } {
  if (migration === false && tenant !== undefined)
    throw new CliError(
      'USAGE_INVALID',
      '--tenant sets the tenant for the flags of a migration, but --no-migration excludes the run from it. Leave out one.',
    );
  if (migration === false) return { migration: false };
  return tenant === undefined ? {} : { migration: { tenant } };
}
