import { join, relative } from 'node:path';
import type { EntryPoint } from './entry-point';
import { readImageCommand } from './dockerfile';

/** What a container of our image runs below its init, in a project that has the same packages installed. */
export function imageEntryPoint(root: string): EntryPoint {
  const { workingFolder, entryPoint, command } = readImageCommand();
  const octavo = entryPoint
    .slice(entryPoint.indexOf('--') + 1)
    .map((argument) => (argument.startsWith(workingFolder) ? join(root, relative(workingFolder, argument)) : argument));
  return { octavo: octavo as [string, ...string[]], worker: [...octavo, ...command] as [string, ...string[]], root };
}
