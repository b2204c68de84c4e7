/** The message of what was thrown, with that of its first cause: `fetch failed` alone says nothing. Credentials in URLs are masked. */
export function messageOf(error: unknown): string {
  if (!isError(error)) return maskUrls(String(error));
  const cause = firstCauseOf(error);
  return maskUrls(cause === error ? error.message : `${error.message}: ${cause.message || codeOf(cause)}`);
}

const MOST_CAUSES = 10;

function firstCauseOf(error: Error): Error {
  let first = error;
  for (let depth = 0; depth < MOST_CAUSES && isError(first.cause); depth += 1) first = first.cause;
  return first;
}

/** Also one of another realm, and a `DOMException`, which is none to `util.types`. */
function isError(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';
}

/** A connection that was tried by several addresses fails without a message. */
function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}

function maskUrls(text: string): string {
  return text.replace(/:\/\/[^\s/?#]*@/g, '://***@');
}
