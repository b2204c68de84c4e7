/** Octavo's workflow types. */
const OCTAVO_TYPES: ReadonlySet<string> = new Set(['octavoRun', 'octavoFlush']);

/** True for Octavo's workflow types; all others belong to the team that runs the worker. */
export function isOctavoType(workflowType: string): boolean {
  return OCTAVO_TYPES.has(workflowType);
}
