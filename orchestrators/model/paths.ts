/** Task paths are the keys of states. Source: glossary, "path". */

/** `parent/segment`; the segment itself for tasks of the run's own list. */
export function childPath(parent: string, segment: string): string {
  return parent === '' ? segment : `${parent}/${segment}`;
}

/** `each[12]`: the task of an item; `hear/process[0]`: of a signal that a wait processes. */
export function itemPath(parent: string, index: number): string {
  return `${parent}[${index}]`;
}

/** `poll#2`; the first visit has no mark. */
export function visitPath(path: string, visit: number): string {
  return visit === 1 ? path : `${path}#${visit}`;
}

/**
 * The path one level up, or undefined for tasks of the run's own list. Not every level has a state (`hear/process`,
 * `route/0`, `boom/onError`): to find the container, go up until there is a state.
 */
export function parentPath(path: string): string | undefined {
  const bracket = path.endsWith(']') ? path.lastIndexOf('[') : -1;
  const end = Math.max(bracket, path.lastIndexOf('/'));
  return end < 0 ? undefined : path.slice(0, end);
}
