import type { OutputKeys } from '@octavo/orchestrators/definitions';
import type { ListSite, TaskSite } from '../tree/sites';

/** From where an expression looks. */
export interface Viewpoint {
  /** The task whose field it is; undefined: the definition. */
  readonly site: TaskSite | undefined;
  /** Names beside `input`, `vars`, `tasks` and `run`. */
  readonly variables: OutputKeys;
  /** Lists that it sees from the end of them. */
  readonly openLists: readonly ListSite[];
  /** True where it sees its own task: in a handler of it. */
  readonly seesOwner: boolean;
  readonly seesTasks: boolean;
  readonly seesSecrets: boolean;
}

/** Names that every expression sees. */
export const ROOTS: readonly string[] = ['input', 'vars', 'tasks', 'run'];
