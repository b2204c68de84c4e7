import type { ChildTally, Decision, StrategyRule } from '../contracts/children';

/** Decides the status of a parent from the tally of its children. Source: definition-language, "parallel". */
export function decideStatus(rule: StrategyRule, tally: ChildTally): Decision {
  const open = tally.total - tally.success - tally.failure - tally.skipped;
  switch (rule.strategy) {
    case 'wait_all':
      return open > 0 ? 'open' : verdict(!isTooMany(rule, tally));
    case 'fail_fast':
      if (isTooMany(rule, tally)) return 'failure';
      return open > 0 ? 'open' : 'success';
    case 'best_effort':
      return open > 0 ? 'open' : verdict(tally.success > 0 || tally.failure === 0);
    case 'race':
      return decideRace(rule, tally, open);
  }
}

function decideRace({ quorum }: StrategyRule, { success, failure }: ChildTally, open: number): Decision {
  if (success >= quorum) return 'success';
  // No child has run so far: if all are skipped in the end, the parent succeeds.
  if (success + failure === 0) return open > 0 ? 'open' : 'success';
  return success + open < quorum ? 'failure' : 'open';
}

function isTooMany({ tolerate }: StrategyRule, { total, failure, skipped }: ChildTally): boolean {
  if (tolerate === null) return failure > 0;
  if ('count' in tolerate) return failure > tolerate.count;
  return failure * 100 > tolerate.percent * (total - skipped);
}

function verdict(isSuccess: boolean): Decision {
  return isSuccess ? 'success' : 'failure';
}
