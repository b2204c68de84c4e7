import type { FlagSnapshot } from '../contracts/flag-snapshot';
import { flaggedTypes } from '../rules/task-types';
import type { KnownFlag } from './known-flags';

const unknown: KnownFlag = { mode: 'legacy', revision: 'none' };

/** The snapshot of what is known of each type; legacy where nothing is. */
export function toSnapshot(known: ReadonlyMap<string, KnownFlag> = new Map()): FlagSnapshot {
  const flags = flaggedTypes.map((type) => [type, known.get(type) ?? unknown] as const);
  return {
    revision: revisionOf(flags.map(([, flag]) => flag)),
    modes: Object.fromEntries(flags.map(([type, { mode }]) => [type, mode])),
  };
}

/**
 * The revision of the rules, or of several (`7+8`: they changed in between, or some flags failed). Where a provider tells
 * no revision, the modes themselves: `modes:llslllnl`.
 */
function revisionOf(flags: readonly KnownFlag[]): string {
  const revisions = flags.map(({ revision }) => revision);
  if (revisions.includes(undefined)) return `modes:${flags.map(({ mode }) => mode.charAt(0)).join('')}`;
  return [...new Set(revisions)].join('+');
}
