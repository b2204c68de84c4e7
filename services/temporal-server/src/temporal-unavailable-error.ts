/** No Temporal server can be had or started on this machine; the message is one sentence that says what to do. */
export class TemporalUnavailableError extends Error {
  override readonly name: string = 'TemporalUnavailableError';
  readonly code = 'TEMPORAL_UNAVAILABLE';
}

/** Somebody else listens at ports that the server is to have. */
export class PortsTakenError extends TemporalUnavailableError {
  override readonly name = 'PortsTakenError';
  readonly ports: readonly number[];

  constructor(ports: readonly number[]) {
    const [noun, verb] = ports.length === 1 ? ['Port', 'is'] : ['Ports', 'are'];
    super(`${noun} ${ports.join(' and ')} ${verb} in use by another process.`);
    this.ports = ports;
  }
}

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
