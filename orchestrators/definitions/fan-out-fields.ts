import { z } from 'zod';
import type { ExpressionField, ProblemReport, SchemaParts } from '../contracts/task-type-definition';
import { hasField } from './written-task';

/** The fields of a container that runs children at the same time. Source: definition-language, "parallel". */
export function fanOutShape(schemas: SchemaParts) {
  return {
    strategy: z
      .enum(['wait_all', 'fail_fast', 'best_effort', 'race'])
      .meta({ description: 'When the container ends, and whether it succeeded.' }),
    tolerate: z
      .strictObject({
        count: schemas.wholeNumber(0).exactOptional(),
        percent: schemas.number(0, 100).exactOptional(),
      })
      .meta({ description: 'Failures that do not count, exactly this many included; `count` or `percent`.' })
      .exactOptional(),
    quorum: schemas.wholeNumber(1).meta({ description: 'Successes that a race needs; default 1.' }).exactOptional(),
  };
}

/** The expressions in the fields of {@link fanOutShape} and in `concurrency`. */
export const fanOutExpressions: readonly ExpressionField[] = [
  { at: ['concurrency'], kind: 'number' },
  { at: ['quorum'], kind: 'number' },
  { at: ['tolerate', 'count'], kind: 'number' },
  { at: ['tolerate', 'percent'], kind: 'number' },
];

interface FanOutFields {
  readonly tolerate?: unknown;
  readonly quorum?: unknown;
}

/**
 * A race cannot need more successes than there are children; `childCount` is undefined if it is known at run time only.
 */
export function checkQuorum({ quorum }: FanOutFields, childCount: number | undefined, report: ProblemReport): void {
  if (childCount === undefined || typeof quorum !== 'number' || quorum <= childCount) return;
  const message = `\`quorum\` is ${quorum}, but only ${childCount} can succeed`;
  report({ at: ['quorum'], code: 'VALUE_INVALID', message, expected: `a whole number from 1 to ${childCount}` });
}

/** `quorum` is for race, `tolerate` for wait_all and fail_fast. */
export function checkFanOut(fields: FanOutFields, strategy: string, report: ProblemReport): void {
  if (fields.quorum !== undefined && strategy !== 'race') {
    const hint = 'add `strategy: race`, or leave `quorum` out';
    report({
      at: ['quorum'],
      code: 'FIELD_CONFLICT',
      message: `\`quorum\` goes with strategy race, not ${strategy}`,
      hint,
    });
  }
  if (fields.tolerate === undefined) return;
  if (strategy === 'race' || strategy === 'best_effort') {
    const message = `\`tolerate\` goes with strategy wait_all or fail_fast, not ${strategy}`;
    report({ at: ['tolerate'], code: 'FIELD_CONFLICT', message });
  }
  if (hasField(fields.tolerate, 'count') === hasField(fields.tolerate, 'percent')) {
    report({
      at: ['tolerate'],
      code: 'EXACTLY_ONE_OF',
      message: '`tolerate` needs exactly one of `count` and `percent`',
    });
  }
}
