import { builtInActions } from '@octavo/activities/actions';
import {
  formatConfigProblem,
  listDefinitionIds,
  loadActions,
  loadConfig,
  type ConfigProblem,
  type OctavoConfig,
} from '@octavo/config';
import type { ActivityAction, JsonObject } from '@octavo/orchestrators';
import { createPlanner, type Planner, readDefinitionId } from '@octavo/planner';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { prepareLoader } from './prepare-loader';

/** What the configuration makes known to definitions. */
export interface Project {
  readonly config: OctavoConfig;
  /** The user's actions, beside the built-in ones. */
  readonly ownActions: readonly ActivityAction[];
  readonly planner: Planner;
}

/**
 * Reads the configuration with what it names.
 *
 * @throws CliError CONFIG_INVALID with every mistake
 */
export async function loadProject(context: CommandContext): Promise<Project> {
  const config = await readConfig(context);
  const ownActions = await loadOwnActions(config);
  const builtIn = builtInActions({ egress: config.egress, shell: config.shell });
  const { definitions: folder } = config;
  const definitions = folder === undefined ? undefined : await listDefinitionIds(folder, readDefinitionId);
  const known = definitions === undefined ? {} : { definitions };
  return { config, ownActions, planner: createPlanner({ actions: [...builtIn, ...ownActions], ...known }) };
}

/** Reads the configuration alone; the options of the command line win over it. */
export async function readConfig({ io, options }: CommandContext): Promise<OctavoConfig> {
  const env = {
    ...io.env,
    ...(options.address === undefined ? {} : { TEMPORAL_ADDRESS: options.address }),
    ...(options.namespace === undefined ? {} : { TEMPORAL_NAMESPACE: options.namespace }),
  };
  const file = options.config === undefined ? {} : { file: options.config };
  const loaded = await loadConfig({ cwd: io.cwd, env, ...file });
  if ('problems' in loaded) throw configInvalid(loaded.problems);
  return loaded.config;
}

async function loadOwnActions({ actions }: OctavoConfig): Promise<readonly ActivityAction[]> {
  if (actions.length === 0) return [];
  const loaded = await loadActions(actions, { prepareLoader });
  if ('problems' in loaded) throw configInvalid(loaded.problems);
  return loaded.actions;
}

/** A configuration with mistakes, all of them listed. */
export function configInvalid(problems: readonly ConfigProblem[]): CliError {
  const message = [
    'The configuration has mistakes:',
    ...problems.map((problem) => `  ${formatConfigProblem(problem)}`),
  ];
  return new CliError('CONFIG_INVALID', message.join('\n'), { details: { problems: problems.map(toJson) } });
}

function toJson({ source, path, line, column, message, hint }: ConfigProblem): JsonObject {
  return { source, path, line: line ?? null, column: column ?? null, message, hint: hint ?? null };
}
