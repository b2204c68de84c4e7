import { createRequire } from 'node:module';
import { isActivityAction } from '@octavo/activities/actions';
import type { ActivityAction } from '@octavo/orchestrators';
import type { ConfigProblem } from './config-problem';

export type LoadActionsResult =
  | { readonly actions: readonly ActivityAction[] }
  | { readonly problems: readonly ConfigProblem[] };

/**
 * Loads the users' files of actions: every action that a module exports, alone or in lists. JavaScript works with plain
 * Node, CommonJS and ES modules without top-level await; TypeScript where a loader is present.
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
  try {
    const exported: unknown = createRequire(file)(file);
    const actions = [...new Set(actionsIn(exported))];
    if (actions.length > 0) return { actions };
    return failed(file, 'exports no action', 'export what defineAction gives');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return failed(file, `cannot be loaded: ${message.split('\n')[0]}`, hintFor(file, error));
  }
}

function actionsIn(exported: unknown): readonly ActivityAction[] {
  if (isActivityAction(exported)) return [exported];
  if (typeof exported !== 'object' || exported === null) return [];
  return Object.values(exported).flatMap((value: unknown) => {
    return Array.isArray(value) ? value.filter(isActivityAction) : isActivityAction(value) ? [value] : [];
  });
}

function failed(source: string, message: string, hint: string | undefined): LoadActionsResult {
  return { problems: [{ source, path: '', message, ...(hint === undefined ? {} : { hint }) }] };
}

function hintFor(file: string, error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_REQUIRE_ASYNC_MODULE') return 'top-level await cannot be used in it';
  if (/\.[cm]?ts$/.test(file)) return 'TypeScript needs a loader: start with `node --import tsx`, or compile it';
  return undefined;
}
