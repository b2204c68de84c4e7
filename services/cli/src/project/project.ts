import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { builtInActions } from '@octavo/activities/actions';
import { listDefinitionIds, loadActions, type LoadActionsOptions, type OctavoConfig } from '@octavo/config';
import type { ActivityAction } from '@octavo/orchestrators';
import { createPlanner, type Planner, readDefinitionId } from '@octavo/planner';
import type { CommandContext } from '../command';
import { configInvalid, readConfigWithSources } from './read-config';

/** The configuration, with the actions and the planner for its definitions. */
export interface Project {
  readonly config: OctavoConfig;
  /** The user's actions, beside the built-in ones. */
  readonly ownActions: readonly ActivityAction[];
  readonly planner: Planner;
}

/**
 * Reads the configuration and the files that it names.
 *
 * @param definition - path of the command's definition; the configuration is searched beside it
 * @throws CliError CONFIG_INVALID with every mistake
 */
export async function loadProject(context: CommandContext, definition?: string): Promise<Project> {
  const { config, sourceOf } = await readConfigWithSources(context, definition);
  const ownActions = await loadOwnActions(config, sourceOf);
  const builtIn = builtInActions({ egress: config.egress, shell: config.shell });
  const { definitions: folder } = config;
  const definitions = folder === undefined ? undefined : await listDefinitionIds(folder, readDefinitionId);
  const knownDefinitions = definitions === undefined ? {} : { definitions };
  return { config, ownActions, planner: createPlanner({ actions: [...builtIn, ...ownActions], ...knownDefinitions }) };
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

const TYPESCRIPT = /\.[cm]?ts$/;

let registered: Promise<void> | undefined;

/**
 * Registers tsx for `require` and `import()` before the first file that needs it; this takes at least 0.1 s. Files in
 * TypeScript need it; in the checkout all files do, because Octavo's packages are TypeScript there.
 */
export async function prepareLoader(file: string): Promise<void> {
  if (TYPESCRIPT.test(file) || TYPESCRIPT.test(__filename)) await (registered ??= registerTsx());
}

async function registerTsx(): Promise<void> {
  // If tsx cannot write its cache, as in a read-only container, it never answers.
  if (!isWritable(tmpdir())) process.env['TSX_DISABLE_CACHE'] = '1';
  const [forRequire, forImport] = await Promise.all([import('tsx/cjs/api'), import('tsx/esm/api')]);
  forRequire.register();
  forImport.register();
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
