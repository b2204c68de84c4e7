import type { ParityGate } from '../rules/rollout-rules';
import type { ParityVerdict } from './gate-verdict';
import { ROUNDING, writeCount, writeShare } from './write-number';

export interface Comparisons {
  readonly compared: number;
  readonly equal: number;
}

/**
 * Enough compared visits are equal. While there are too few it waits, unless so many differ already that the rest, all
 * equal, could not make up for it.
 */
export function judgeParity({ compared, equal }: Comparisons, { atLeast, minimum }: ParityGate): ParityVerdict {
  const differing = compared - equal;
  const tolerated = (1 - atLeast) * Math.max(compared, minimum);
  const verdict = differing > tolerated + ROUNDING ? 'broken' : compared < minimum ? 'too_few' : 'pass';
  const counted =
    compared === 0
      ? 'no visit was compared'
      : `${writeCount(equal)} of ${writeCount(compared)} compared visits were equal (${writeShare(equal / compared)})`;
  const asked = `at least ${writeShare(atLeast)} of ${writeCount(minimum)} or more are asked for`;
  return { gate: 'parity', verdict, sentence: `${counted}; ${asked}`, compared, equal, atLeast, minimum };
}
