/** Maps values to positions. */
export interface Scale {
  readonly ticks: readonly number[];
  place(value: number): number;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Equal steps for equal differences. */
export function linearScale(values: Range, places: Range, ticks: readonly number[]): Scale {
  const share = (value: number): number => (value - values.from) / (values.to - values.from);
  return { ticks, place: (value) => places.from + share(value) * (places.to - places.from) };
}

/** Equal steps for equal factors; values outside of the range are at its end. */
export function logScale(values: Range, places: Range, ticks: readonly number[]): Scale {
  const linear = linearScale({ from: Math.log(values.from), to: Math.log(values.to) }, places, []);
  const within = (value: number): number => Math.min(values.to, Math.max(values.from, value));
  return { ticks, place: (value) => linear.place(Math.log(within(value))) };
}

/** Round numbers from 0 up to at least `largest`, four to eight of them. */
export function roundTicks(largest: number): readonly number[] {
  const rough = largest / 5;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((one) => one >= rough) ?? rough;
  return Array.from({ length: Math.ceil(largest / step) + 1 }, (_, index) => index * step);
}
