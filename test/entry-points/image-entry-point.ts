import { join, relative } from 'node:path';
import type { EntryPoint } from './entry-point';
import { readImageCommand } from './dockerfile';

/** What a container of our image runs, in a project that has the same packages installed. */
export function imageEntryPoint(root: string): EntryPoint {
  const { workingFolder, entryPoint, command } = readImageCommand();
  const [executable = '', ...before] = entryPoint;
  const octavo = [join(root, relative(workingFolder, executable)), ...before] as [string, ...string[]];
  return { octavo, worker: [...octavo, ...command], root };
}
