/** One problem of a value. */
export interface Violation {
  /** The position in the value: `lines[0].qty`; empty for the value itself. */
  readonly path: string;
  /** The problem, as a phrase that follows the path: `is missing`. */
  readonly message: string;
  /** What the schema expects: `integer`, `one of "a", "b"`, `at least 1`. */
  readonly expected: string;
}

/** A position in a value, as a chain from the inside out. */
export interface Place {
  readonly outer: Place | undefined;
  readonly key: string | number;
}

/** The text of a position: `lines[0].qty`, `headers["x-id"]`. */
export function writePlace(place: Place | undefined): string {
  const keys: (string | number)[] = [];
  for (let at = place; at !== undefined; at = at.outer) keys.unshift(at.key);
  return keys.map(writeKey).join('').replace(/^\./, '');
}

function writeKey(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
