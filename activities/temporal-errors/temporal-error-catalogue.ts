/**
 * Every code of a failed call to a Temporal server, except PAYLOAD_TOO_LARGE. A test keeps this table and `docs/errors.md`
 * equal.
 */
export const temporalErrorCatalogue = {
  NAMESPACE_NOT_FOUND: 'The Temporal server has no namespace of that name.',
  PERMISSION_DENIED: 'The Temporal server knows the caller and does not permit the call.',
  REQUEST_REFUSED: 'The Temporal server refused a request; the message has its reason.',
  RESOURCE_EXHAUSTED: 'The Temporal server, or the namespace, has reached a limit such as the rate of requests.',
  SERVER_FAILED: 'The Temporal server reported an error of its own.',
  SERVER_TIMED_OUT: 'The Temporal server did not answer a call in time.',
  SERVER_UNREACHABLE: 'No Temporal server answers at the address.',
  TLS_FAILED: 'No TLS connection to the Temporal server could be made.',
  UNAUTHENTICATED: 'The Temporal server accepts no credentials from the caller.',
  UNIMPLEMENTED: 'The server at the address does not support a call: it is an old Temporal server, or another service.',
} as const;

export type TemporalErrorCode = keyof typeof temporalErrorCatalogue;
