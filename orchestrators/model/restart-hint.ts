/** Ends messages that say what to change in the configuration, since whoever has changed it already needs this only. */
export const restartHint =
  'A worker reads its configuration when it starts: after a change, restart the worker or `octavo dev`.';
