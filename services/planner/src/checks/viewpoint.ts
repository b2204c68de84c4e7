import type { OutputKeys } from '@octavo/orchestrators/definitions';
import type { ListSite, TaskSite } from '../tree/sites';

/** What an expression can see. */
export interface Viewpoint {
  /** The task of its field; undefined for a field of the definition. */
  readonly site: TaskSite | undefined;
  /** Which of `input`, `vars`, `tasks` and `run` it sees. */
  readonly roots: readonly string[];
  /** Other names, with the known keys of their values. */
  readonly variables: OutputKeys;
  /** Lists that have ended when it is evaluated. */
  readonly openLists: readonly ListSite[];
  /** True if it can read its own task, as a handler can. */
  readonly seesOwner: boolean;
  readonly seesSecrets: boolean;
}

/** Names that every expression of a task sees. */
export const ROOTS: readonly string[] = ['input', 'vars', 'tasks', 'run'];
