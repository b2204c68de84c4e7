const DEFAULT_LIMIT = 50;
const GREATEST_LIMIT = 1_000;

/** The number of changes that are kept. */
export const MOST_AUDITED = 10_000;

/** The number of entries in one response: 1 to 1,000; default 50. */
export function auditLimit(limit: number | undefined): number {
  return Math.min(GREATEST_LIMIT, Math.max(1, Math.trunc(limit ?? DEFAULT_LIMIT)));
}
