// Errors may come from another copy of a package, or another realm: `instanceof` does not know those. Their getters may
// throw, and what those throw is not masked: nothing here throws.

/** The message of a thrown value; its name, or the value as text, where it has none. */
export function messageOf(thrown: unknown): string {
  const message = propertyOf(thrown, 'message');
  if (typeof message === 'string' && message !== '') return message;
  return nameOf(thrown) ?? textOf(thrown);
}

/** The name of an error's class. */
export function nameOf(thrown: unknown): string | undefined {
  const name = propertyOf(thrown, 'name');
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** The code of an error: Node's, or one of ours. */
export function codeOf(thrown: unknown): string | undefined {
  const code = propertyOf(thrown, 'code');
  return typeof code === 'string' && code !== '' ? code : undefined;
}

/** A property of whatever was thrown; undefined where it cannot be read. */
export function propertyOf(thrown: unknown, key: string): unknown {
  try {
    return typeof thrown === 'object' && thrown !== null ? (Reflect.get(thrown, key) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return 'A value without text was thrown.';
  }
}
