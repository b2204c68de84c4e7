import type { ErrorRateGate } from '../rules/rollout-rules';
import type { EngineTotals } from '../store/evidence-totals';
import type { ErrorRateVerdict, Failures, Verdict } from './gate-verdict';
import { ROUNDING, writeCount, writeShare } from './write-number';

/** What the visits of each engine came to. */
export interface EngineFigures {
  readonly legacy: EngineTotals;
  readonly new: EngineTotals;
}

/**
 * Visits by the new engine fail hardly more often than those by the old one. While there are too few of either it waits,
 * unless of the new ones so many failed already that the rest, all successful, could not make up for it.
 */
export function judgeErrorRate(engines: EngineFigures, { tolerance, minimum }: ErrorRateGate): ErrorRateVerdict {
  const [before, after] = [toFailures(engines.legacy), toFailures(engines.new)];
  const sentence = `${describe('old', before)}, ${describe('new', after)}; at most ${writeShare(tolerance)} more is allowed, with ${writeCount(minimum)} or more visits of each`;
  const verdict = judge(before, after, tolerance, minimum);
  return { gate: 'errorRate', verdict, sentence, legacy: before, new: after, tolerance, minimum };
}

function judge(before: Failures, after: Failures, tolerance: number, minimum: number): Verdict {
  if (before.visits < minimum) return 'too_few';
  const tolerated = (before.failed / before.visits + tolerance) * Math.max(after.visits, minimum);
  if (after.failed > tolerated + ROUNDING) return 'broken';
  return after.visits < minimum ? 'too_few' : 'pass';
}

function toFailures({ succeeded, failed }: EngineTotals): Failures {
  return { visits: succeeded + failed, failed };
}

function describe(engine: string, { visits, failed }: Failures): string {
  if (visits === 0) return `no visit by the ${engine} engine`;
  return `${writeCount(failed)} of ${writeCount(visits)} visits by the ${engine} engine failed (${writeShare(failed / visits)})`;
}
