import { isActivityAction } from '@octavo/activities/actions';
import type { ActivityAction } from '@octavo/orchestrators';
import type { ConfigProblem } from './config-problem';
import { loadModule, moduleProblem } from './load-module';

export type LoadActionsResult =
  | { readonly actions: readonly ActivityAction[] }
  | { readonly problems: readonly ConfigProblem[] };

/**
 * Loads the users' files of actions: every action that a module exports, alone or in lists; see `loadModule`.
 *
 * @param files - absolute paths
 */
export function loadActions(files: readonly string[]): LoadActionsResult {
  const loaded = files.map(loadFile);
  const problems = [...loaded.flatMap((one) => ('problems' in one ? one.problems : []))];
  const actions = loaded.flatMap((one) => ('actions' in one ? one.actions : []));
  return problems.length > 0 ? { problems } : { actions };
}

function loadFile(file: string): LoadActionsResult {
  const loaded = loadModule(file);
  if ('problem' in loaded) return { problems: [loaded.problem] };
  const actions = [...new Set(actionsIn(loaded.exported))];
  if (actions.length > 0) return { actions };
  return { problems: [moduleProblem(file, 'exports no action', 'export what defineAction gives')] };
}

function actionsIn(exported: unknown): readonly ActivityAction[] {
  if (isActivityAction(exported)) return [exported];
  if (typeof exported !== 'object' || exported === null) return [];
  return Object.values(exported).flatMap((value: unknown) => {
    return Array.isArray(value) ? value.filter(isActivityAction) : isActivityAction(value) ? [value] : [];
  });
}
