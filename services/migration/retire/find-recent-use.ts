import type { Blocker } from './retirement';

/** Types that the old engine ran since then, by what runs told. */
export function findRecentUse(lastLegacy: Readonly<Record<string, string>>, sinceMs: number): readonly Blocker[] {
  const recent = Object.entries(lastLegacy).filter(([, at]) => Date.parse(at) > sinceMs);
  return recent.sort(byType).map(([type, at]) => ({
    kind: 'used',
    sentence: `The old engine ran a ${type} task at ${at}.`,
    workflowIds: [],
    commands: [`octavo rollout report --type ${type}`],
  }));
}

function byType([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}
