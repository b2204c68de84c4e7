import { builtInActions } from '@octavo/activities/actions';
import { listDefinitionIds, type LoadActionsOptions, loadActions, type OctavoConfig } from '@octavo/config';
import type { ActivityAction } from '@octavo/orchestrators';
import { createPlanner, type Planner, readDefinitionId } from '@octavo/planner';
import type { CommandContext } from '../command-context';
import { prepareLoader } from './prepare-loader';
import { configInvalid, readConfigWithSources } from './read-config';

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
  const { config, sourceOf } = await readConfigWithSources(context, definition);
  const ownActions = await loadOwnActions(config, sourceOf);
  const builtIn = builtInActions({ egress: config.egress, shell: config.shell });
  const { definitions: folder } = config;
  const definitions = folder === undefined ? undefined : await listDefinitionIds(folder, readDefinitionId);
  const known = definitions === undefined ? {} : { definitions };
  return { config, ownActions, planner: createPlanner({ actions: [...builtIn, ...ownActions], ...known }) };
}

async function loadOwnActions(
  { actions }: OctavoConfig,
  sourceOf: NonNullable<LoadActionsOptions['sourceOf']>,
): Promise<readonly ActivityAction[]> {
  if (actions.length === 0) return [];
  const loaded = await loadActions(actions, { prepareLoader, sourceOf });
  if ('problems' in loaded) throw configInvalid(loaded.problems);
  return loaded.actions;
}
