import type { FailureOutcome, TaskError } from '@octavo/orchestrators';
import { failureOutcome, isFailure, verdictOf } from '@octavo/orchestrators/language';
import type { ChildrenEnd } from '../../contracts/children';

const MOST_ERRORS_TOLD = 20;

/** The error of a parent that failed: the first failure's (fail_fast: in time; else: in order), or TOLERANCE_EXCEEDED. */
export function childrenFailure(end: ChildrenEnd, path: string): FailureOutcome {
  const { rule, outcomes, failures } = end;
  const inOrder = errorsAt(
    end,
    failures.toSorted((a, b) => a - b),
  );
  const [first] = rule.strategy === 'fail_fast' ? errorsAt(end, failures) : inOrder;
  if (first !== undefined && rule.tolerate === null) return failureOutcome('FAILED', first);
  const errors = inOrder.slice(0, MOST_ERRORS_TOLD).map((error) => ({ ...error }));
  const details = { failed: inOrder.length, total: outcomes.length, errors };
  const error = { code: 'TOLERANCE_EXCEEDED', message: describe(end), task: path, details, attempt: 1 };
  return failureOutcome('FAILED', error);
}

function errorsAt({ outcomes }: ChildrenEnd, places: readonly number[]): readonly TaskError[] {
  return places.flatMap((index) => {
    const outcome = outcomes[index] ?? undefined;
    return isFailure(outcome) ? [outcome.error] : [];
  });
}

function describe({ rule: { tolerate, quorum }, outcomes, failures }: ChildrenEnd): string {
  const counts = `${failures.length} of ${outcomes.length} failed`;
  if (tolerate === null) {
    const succeeded = outcomes.filter((outcome) => outcome !== null && verdictOf(outcome) === 'success').length;
    return `${counts} and ${succeeded} succeeded, but ${quorum} had to succeed`;
  }
  if ('count' in tolerate) return `${counts}, more than the ${tolerate.count} that are tolerated`;
  const skipped = outcomes.filter((outcome) => outcome?.status === 'SKIPPED').length;
  const base = skipped === 0 ? counts : `${counts}, where ${skipped} were skipped`;
  return `${base}, more than the ${tolerate.percent} % that are tolerated`;
}
