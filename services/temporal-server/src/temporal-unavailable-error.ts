/** The error if no Temporal server can be found, installed or started. Its message is one sentence that says what to do. */
export class TemporalUnavailableError extends Error {
  override readonly name: string = 'TemporalUnavailableError';
  readonly code = 'TEMPORAL_UNAVAILABLE';
}

/** The error if other processes use the given ports. */
export class PortsTakenError extends TemporalUnavailableError {
  override readonly name = 'PortsTakenError';
  readonly ports: readonly number[];

  constructor(ports: readonly number[]) {
    const [noun, verb] = ports.length === 1 ? ['Port', 'is'] : ['Ports', 'are'];
    super(`${noun} ${ports.join(' and ')} ${verb} in use by another process.`);
    this.ports = ports;
  }
}

/**
 * The message of a thrown value and that of its first cause, because a message such as `fetch failed` has no reason.
 * Credentials in URLs are masked.
 */
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

/** True also for errors of another realm, and for `DOMException`, which `util.types` does not count as an error. */
function isError(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';
}

/** For errors without a message, such as that of a connection to a host with several addresses. */
function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}

function maskUrls(text: string): string {
  return text.replace(/:\/\/[^\s/?#]*@/g, '://***@');
}
