/** Octavo's workflow types. */
const OCTAVO_TYPES: ReadonlySet<string> = new Set(['octavoRun', 'octavoFlush']);

/** True for the workflow types of Octavo; all others are of the team whose worker it is. */
export function isOctavoType(workflowType: string): boolean {
  return OCTAVO_TYPES.has(workflowType);
}
