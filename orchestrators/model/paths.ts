/** Task paths name states. Source: definition-language, "Task paths". */

/** `parent/segment`; the segment itself directly in the run. */
export function childPath(parent: string, segment: string): string {
  return parent === '' ? segment : `${parent}/${segment}`;
}

/** `each[12]`: the task of an item, or of a signal that a wait processes. */
export function itemPath(parent: string, segment: string, index: number): string {
  return `${parent}${segment}[${index}]`;
}

/** `poll#2`; the first visit has no mark. */
export function visitPath(path: string, visit: number): string {
  return visit === 1 ? path : `${path}#${visit}`;
}

/** The path of the container of `path`, or undefined where it stands directly in the run. */
export function parentPath(path: string): string | undefined {
  const slash = path.lastIndexOf('/');
  const bracket = path.endsWith(']') ? path.lastIndexOf('[') : -1;
  if (bracket > slash && slash < 0) return path.slice(0, bracket);
  if (bracket > slash) return path.slice(0, bracket);
  return slash < 0 ? undefined : path.slice(0, slash);
}
