const DEFAULT_LIMIT = 50;
const GREATEST_LIMIT = 1_000;

/** So many changes are kept. */
export const MOST_AUDITED = 10_000;

/** The number of entries of one answer: 1 to 1,000, 50 where it is not given. */
export function auditLimit(limit: number | undefined): number {
  return Math.min(GREATEST_LIMIT, Math.max(1, Math.trunc(limit ?? DEFAULT_LIMIT)));
}
