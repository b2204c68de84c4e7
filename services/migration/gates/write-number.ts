const english = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const precise = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });

/** `12,345` */
export function writeCount(count: number): string {
  return english.format(count);
}

/** `99.917 %`, of a share from 0 to 1. */
export function writeShare(share: number): string {
  return `${precise.format(share * 100)} %`;
}

/** `12.5 ms` */
export function writeMs(ms: number): string {
  return `${precise.format(ms)} ms`;
}

/** Sums of fractions are not exact: what is above a limit by less than this is not above it. */
export const ROUNDING = 1e-9;
