/** The quantile at `part` (0 to 1), interpolated between two values. NaN without values. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = part * (sorted.length - 1);
  const lower = sorted[Math.floor(position)] ?? Number.NaN;
  const upper = sorted[Math.ceil(position)] ?? Number.NaN;
  return lower + (upper - lower) * (position - Math.floor(position));
}

/** The median of the values. NaN without values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
