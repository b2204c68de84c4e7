/** The oldest server whose dev mode knows priorities and fairness, as [major, minor]. */
export const OLDEST_SERVER = [1, 29] as const;

/** The release of Temporal's CLI that Go builds where nothing can be downloaded; `go.mod` names the same one. */
export const BUILT_CLI_VERSION = '1.5.1';
