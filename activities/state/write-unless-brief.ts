import type { BoundedWriter, PendingWrite, StateBatch } from '@octavo/state';

/** An action that ends sooner leaves its states to the next ride: a write costs more than such an action. */
const BRIEF_MS = 50;
/** So many are written at once: what rides again and again would make the history large. */
const MANY_STATES = 5;

/**
 * Writes what rode along with an action, if the action takes more than a moment: until `settle` is called. What was not
 * begun by then is unwritten.
 */
export function writeUnlessBrief(writer: BoundedWriter, batch: StateBatch | undefined): PendingWrite {
  const count = batch?.states.length ?? 0;
  if (count === 0 || count >= MANY_STATES) return writer.start(batch);
  let write: PendingWrite | undefined;
  const timer = setTimeout(() => {
    write = writer.start(batch);
  }, BRIEF_MS);
  return {
    settle: async () => {
      clearTimeout(timer);
      return (await write?.settle()) ?? 'unwritten';
    },
  };
}
