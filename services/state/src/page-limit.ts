const DEFAULT_LIMIT = 100;
const GREATEST_LIMIT = 1_000;

/** The number of items of one page: 1 to 1,000, 100 where it is not given. */
export function pageLimit(limit: number | undefined): number {
  return Math.min(GREATEST_LIMIT, Math.max(1, Math.trunc(limit ?? DEFAULT_LIMIT)));
}
