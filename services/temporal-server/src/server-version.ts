/** The release of Temporal's CLI that is downloaded or built; `go.mod` names the same one. */
export const TEMPORAL_CLI_VERSION = '1.5.1';

/** The oldest server whose dev mode knows priorities and fairness, as [major, minor]. */
export const OLDEST_SERVER = [1, 29] as const;
