import { isActivityAction } from '@octavo/activities/actions';
import type { ActivityAction } from '@octavo/orchestrators';
import { type ConfigProblem, type ConfigSource, problemAt } from './config-problem';
import { loadModule, type LoadModuleOptions, moduleProblem, NO_FILE, readExports } from './load-module';

export type LoadActionsResult =
  | { readonly actions: readonly ActivityAction[] }
  | { readonly problems: readonly ConfigProblem[] };

export interface LoadActionsOptions extends LoadModuleOptions {
  /** The source of the file at an index, to report a missing file. Default: the file itself is reported. */
  readonly sourceOf?: (path: readonly ['actions', number]) => ConfigSource;
}

/**
 * Loads the users' files of actions, one after the other. Returns every action that a module exports, alone or in lists.
 *
 * @param files - absolute paths
 */
export async function loadActions(
  files: readonly string[],
  options: LoadActionsOptions = {},
): Promise<LoadActionsResult> {
  const loaded: LoadActionsResult[] = [];
  for (const [index, file] of files.entries()) loaded.push(await loadFile(file, index, options));
  const problems = [...loaded.flatMap((one) => ('problems' in one ? one.problems : []))];
  const actions = loaded.flatMap((one) => ('actions' in one ? one.actions : []));
  return problems.length > 0 ? { problems } : { actions };
}

async function loadFile(file: string, index: number, options: LoadActionsOptions): Promise<LoadActionsResult> {
  const loaded = await loadModule(file, options);
  if ('problem' in loaded) return { problems: [atSource(loaded.problem, index, options)] };
  const { exported } = loaded;
  const read = readExports(file, () => [...new Set([...actionsIn(exported), ...actionsIn(defaultOf(exported))])]);
  if ('problem' in read) return { problems: [read.problem] };
  if (read.found.length > 0) return { actions: read.found };
  return { problems: [moduleProblem(file, 'exports no action', 'export the result of defineAction')] };
}

/** A missing file is a mistake in the configuration, so its source is reported. */
function atSource(problem: ConfigProblem, index: number, { sourceOf }: LoadActionsOptions): ConfigProblem {
  if (problem.message !== NO_FILE || sourceOf === undefined) return problem;
  const path = ['actions', index] as const;
  return problemAt(sourceOf(path), path, { message: `there is no file ${problem.source}` });
}

/** The exports of a CommonJS module, or the default export of an ES module. */
function defaultOf(exported: unknown): unknown {
  return typeof exported === 'object' && exported !== null && 'default' in exported ? exported.default : undefined;
}

function actionsIn(exported: unknown): readonly ActivityAction[] {
  if (isActivityAction(exported)) return [exported];
  if (typeof exported !== 'object' || exported === null) return [];
  return Object.values(exported).flatMap((value: unknown) => {
    return Array.isArray(value) ? value.filter(isActivityAction) : isActivityAction(value) ? [value] : [];
  });
}
