import type { OutputKeys } from '../contracts/task-type-definition';

/** Represents every index of a list. */
export const EACH = '[]';

/** The keys of a list of such values. */
export function listOfKeys(keys: OutputKeys | undefined): OutputKeys {
  return { [EACH]: keys };
}

/**
 * The keys of a value that can have one of several forms: the union of their keys; undefined if those of one are not
 * known.
 */
export function anyOfKeys(all: readonly (OutputKeys | undefined)[]): OutputKeys | undefined {
  const [first, ...rest] = all;
  return rest.reduce(
    (keys, more) => (keys === undefined || more === undefined ? undefined : mergeKeys(keys, more)),
    first,
  );
}

function mergeKeys(left: OutputKeys, right: OutputKeys): OutputKeys {
  const both = Object.keys(left).filter((key) => Object.hasOwn(right, key));
  return {
    ...left,
    ...right,
    ...Object.fromEntries(both.map((key) => [key, anyOfKeys([left[key], right[key]])] as const)),
  };
}
