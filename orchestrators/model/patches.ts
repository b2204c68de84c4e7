/**
 * A change of the commands that the engine issues for a plan, or of their order. A run replays with the behaviour of
 * its start, so it ignores patches that are newer than its start. Costs no history event, because the plan contains the
 * number.
 */
export interface Patch {
  /** From 1, without gaps. */
  readonly number: number;
  /** The new behaviour, and its reason. */
  readonly reason: string;
  /** The version of Octavo that introduced it. */
  readonly since: string;
  /** When the old behaviour can be removed from the code. */
  readonly removable: string;
}

/** All patches. A change that issues other commands needs a new patch, and checks its number. */
export const patches: readonly Patch[] = [];

/** The number of the last patch, which new plans contain; 0 if there are no patches. */
export const patchLevel = patches.length;
