/**
 * A change of what the engine does with a plan: of its commands, or of their order. A run that is under way replays as it
 * began, so it goes on without the patches that came after its start. Costs no history event: the plan carries the number.
 */
export interface Patch {
  /** From 1, without gaps. */
  readonly number: number;
  /** What the engine does now, and why. */
  readonly reason: string;
  /** The version of Octavo that brought it. */
  readonly since: string;
  /** When the old way can be taken out of the code. */
  readonly removable: string;
}

/** All patches. A change that makes other commands is made behind a new one, asked for by its number. */
export const patches: readonly Patch[] = [];

/** The number of the last patch: what a plan that is made now carries, 0 where there is none. */
export const patchLevel = patches.length;
