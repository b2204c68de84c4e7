/**
 * A tape of choices from which an arbitrary is generated. A shorter tape with smaller numbers gives a simpler value, so
 * fast-check shrinks towards the simplest value.
 */
export class Tape {
  readonly #choices: readonly number[];
  #place = 0;

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  /** 0 to `count - 1`; 0 where the tape has ended. */
  pick(count: number): number {
    const choice = this.#choices[this.#place] ?? 0;
    this.#place += 1;
    return choice % count;
  }

  /** True in so many of a hundred cases; false where the tape has ended. */
  chance(percent: number): boolean {
    return this.pick(100) >= 100 - percent;
  }

  /** One of `values`, the first where the tape has ended. */
  one<Value>(values: readonly [Value, ...Value[]]): Value {
    return values[this.pick(values.length)] ?? values[0];
  }

  /** `least` to `most` values. */
  many<Value>(least: number, most: number, make: (place: number) => Value): Value[] {
    return Array.from({ length: least + this.pick(most - least + 1) }, (_, place) => make(place));
  }
}

/** A number from 0 to 2^32 - 1 that depends on `text` alone. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
