/** Something that the test run started and has to stop. */
export interface StoppableServer {
  readonly stop: () => Promise<unknown>;
}

declare global {
  // jest loads set-up and tear-down as separate modules: only the global object is shared by them.
  var octavoStartedServers: StoppableServer[] | undefined;
}

/** Remembers a server for the tear-down. */
export function rememberServer(server: StoppableServer): void {
  globalThis.octavoStartedServers = [...(globalThis.octavoStartedServers ?? []), server];
}

/** Gives back what was remembered, once. */
export function forgetServers(): readonly StoppableServer[] {
  const servers = globalThis.octavoStartedServers ?? [];
  globalThis.octavoStartedServers = [];
  return servers;
}
