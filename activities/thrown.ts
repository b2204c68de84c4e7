// Errors may come from another copy of a package, or another realm, where `instanceof` is false. Their getters may throw
// errors with unmasked texts, so the functions here never throw.

/** The message of a thrown value; if it has none, its name, else the value as text. */
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

/** The code of an error, from Node or Octavo. */
export function codeOf(thrown: unknown): string | undefined {
  const code = propertyOf(thrown, 'code');
  return typeof code === 'string' && code !== '' ? code : undefined;
}

/** A property of a thrown value; undefined if it cannot be read. */
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
