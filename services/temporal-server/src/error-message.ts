import { types } from 'node:util';

/** The message of what was thrown, with that of its cause: `fetch failed` alone says nothing. */
export function messageOf(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  const { cause } = error;
  return types.isNativeError(cause) ? `${error.message}: ${cause.message || codeOf(cause)}` : error.message;
}

/** A connection that was tried by several addresses fails without a message. */
function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}
