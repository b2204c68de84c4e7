/** Ends messages that ask for a change of the configuration: after the change, a restart is needed. */
export const restartHint =
  'A worker reads its configuration when it starts: after a change, restart the worker or `octavo dev`.';
