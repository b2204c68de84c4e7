import { FORGET_RUNS, INDEX_RUN, WRITE_STATES } from './lua-scripts';

type Arguments = readonly (string | number)[];

/** The commands that the store of states adds to a connection; the keys come first. */
export interface StateCommands {
  /** Answers the rank of a run whose expiry has to be extended, else ''. */
  octavoWriteStates(run: string, tasks: string, paths: string, ...args: Arguments): Promise<string>;
  octavoIndexRun(byStart: string, byExpiry: string, ranks: string, ...args: Arguments): Promise<null>;
  octavoForgetRuns(byStart: string, byExpiry: string, ranks: string, ...members: readonly string[]): Promise<null>;
}

export const stateScripts = {
  octavoWriteStates: { lua: WRITE_STATES, numberOfKeys: 3 },
  octavoIndexRun: { lua: INDEX_RUN, numberOfKeys: 3 },
  octavoForgetRuns: { lua: FORGET_RUNS, numberOfKeys: 3 },
} as const;
