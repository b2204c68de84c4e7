// Errors of Node and of users may come from another realm, where `instanceof Error` is false.

/** The message of a thrown value. Never throws, even if a getter of the value does. */
export function messageOf(thrown: unknown): string {
  try {
    const hasMessage = typeof thrown === 'object' && thrown !== null && 'message' in thrown;
    return hasMessage ? String(thrown.message) : String(thrown);
  } catch {
    return 'A value without text was thrown.';
  }
}

/** The code of a system error, such as ENOENT. */
export function systemCodeOf(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
}
