import { builtInActions } from '@octavo/activities/actions';
import {
  formatConfigProblem,
  listDefinitionIds,
  loadActions,
  loadConfig,
  type ConfigProblem,
  type LoadConfigOptions,
  type OctavoConfig,
} from '@octavo/config';
import type { ActivityAction, JsonObject } from '@octavo/orchestrators';
import { createPlanner, type Planner, readDefinitionId } from '@octavo/planner';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';

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
 * @param definition - path of the definition that the command is about: the configuration is looked for beside it
 * @throws CliError CONFIG_INVALID with every mistake
 */
export async function loadProject(context: CommandContext, definition?: string): Promise<Project> {
  const config = await readConfig(context, definition);
  const ownActions = loadOwnActions(config);
  const builtIn = builtInActions({ egress: config.egress, shell: config.shell });
  const { definitions: folder } = config;
  const definitions = folder === undefined ? undefined : await listDefinitionIds(folder, readDefinitionId);
  const known = definitions === undefined ? {} : { definitions };
  return { config, ownActions, planner: createPlanner({ actions: [...builtIn, ...ownActions], ...known }) };
}

/**
 * Reads the configuration alone.
 *
 * @throws CliError CONFIG_INVALID with every mistake
 */
export async function readConfig(context: CommandContext, definition?: string): Promise<OctavoConfig> {
  const loaded = await loadConfig(configOptions(context, definition));
  if ('problems' in loaded) throw configInvalid(loaded.problems);
  return loaded.config;
}

/** Where the configuration of a command comes from; for the standard input, `-`, that is the working directory. */
export function configOptions({ io, options }: CommandContext, definition?: string): LoadConfigOptions {
  return {
    ...{ cwd: io.cwd, env: io.env, commandLine: options },
    ...(options.config === undefined ? {} : { file: options.config }),
    ...(definition === undefined ? {} : { definition }),
  };
}

function loadOwnActions({ actions }: OctavoConfig): readonly ActivityAction[] {
  if (actions.length === 0) return [];
  const loaded = loadActions(actions);
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
