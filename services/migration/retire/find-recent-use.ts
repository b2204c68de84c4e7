import type { Blocker } from './retirement';

/** Types that the old engine ran since then, by what runs told. */
export function findRecentUse(lastLegacy: Readonly<Record<string, string>>, sinceMs: number): readonly Blocker[] {
  const recent = Object.entries(lastLegacy).filter(([, at]) => Date.parse(at) > sinceMs);
  return recent.sort().map(([type, at]) => ({
    kind: 'used',
    sentence: `The old engine ran a ${type} task at ${at}.`,
    workflowIds: [],
    commands: [`octavo rollout report --type ${type}`],
  }));
}
