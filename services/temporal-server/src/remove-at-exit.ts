import { rmSync } from 'node:fs';

/** Removes a file or folder when this process ends, unless the returned function is called before. */
export function removeAtExit(path: string): () => void {
  const remove = (): void => {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // A process that is ending may still write there.
    }
  };
  process.once('exit', remove);
  return () => process.off('exit', remove);
}
