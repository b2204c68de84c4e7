import { patchLevel, type Plan } from '@octavo/orchestrators';

/** Fails the workflow task, not the run: Temporal offers it again, also to other workers, until one knows the run. */
export class NewerRun extends Error {}

/** Throws `NewerRun` where a newer version of Octavo has made the plan: what its run does, this one cannot know. */
export function checkPatches({ patchLevel: level = 0 }: Plan): void {
  if (level <= patchLevel) return;
  const found = `Its plan has patch ${level} of the engine, and this worker knows them up to ${patchLevel}`;
  throw new NewerRun(`This run was begun by a newer version of Octavo. ${found}: start a worker of that version.`);
}
