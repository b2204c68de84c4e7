import type { OutputKeys } from '@octavo/orchestrators/definitions';
import type { ListSite, TaskSite } from '../tree/sites';

/** From where an expression looks. */
export interface Viewpoint {
  /** The task whose field it is; undefined: the definition. */
  readonly site: TaskSite | undefined;
  /** Which of `input`, `vars`, `tasks` and `run` it sees. */
  readonly roots: readonly string[];
  /** Other names, with the keys of their values where these are known. */
  readonly variables: OutputKeys;
  /** Lists that it sees from the end of them. */
  readonly openLists: readonly ListSite[];
  /** True where it sees its own task: in a handler of it. */
  readonly seesOwner: boolean;
  readonly seesSecrets: boolean;
}

/** Names that every expression of a task sees. */
export const ROOTS: readonly string[] = ['input', 'vars', 'tasks', 'run'];
