/** The value below which `part` (0 to 1) of the values are; between two, in proportion. NaN where there are none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = part * (sorted.length - 1);
  const lower = sorted[Math.floor(position)] ?? Number.NaN;
  const upper = sorted[Math.ceil(position)] ?? Number.NaN;
  return lower + (upper - lower) * (position - Math.floor(position));
}

/** The middle of the values; between two, their mean. NaN where there are none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
