import { INDEX_RUN, WRITE_STATES } from './lua-scripts';

/** The commands that the store of states adds to a connection. */
export interface StateCommands {
  /** Answers 1 where the run has ended. */
  octavoWriteStates(run: string, tasks: string, paths: string, ...args: readonly (string | number)[]): Promise<number>;
  octavoIndexRun(byStart: string, byExpiry: string, ...args: readonly (string | number)[]): Promise<number>;
}

export const stateScripts = {
  octavoWriteStates: { lua: WRITE_STATES, numberOfKeys: 3 },
  octavoIndexRun: { lua: INDEX_RUN, numberOfKeys: 2 },
} as const;
