const PREFIX = 'octavo.engine.';

/** The flag that says which engine runs a task type: `octavo.engine.basic`. */
export function flagKeyOf(type: string): string {
  return PREFIX + type;
}

/** The task type of a flag; undefined for a flag that is not of this kind. */
export function typeOfFlag(flagKey: string): string | undefined {
  return flagKey.startsWith(PREFIX) ? flagKey.slice(PREFIX.length) : undefined;
}
