/** The status codes of gRPC, by number, and the code that Octavo gives for a call that ends so. */
export const grpcCodes: readonly (readonly [name: string, code: number, ours: string])[] = [
  ['CANCELLED', 1, 'SERVER_UNREACHABLE'],
  ['UNKNOWN', 2, 'SERVER_FAILED'],
  ['INVALID_ARGUMENT', 3, 'REQUEST_REFUSED'],
  ['DEADLINE_EXCEEDED', 4, 'SERVER_TIMED_OUT'],
  ['NOT_FOUND', 5, 'NAMESPACE_NOT_FOUND'],
  ['ALREADY_EXISTS', 6, 'REQUEST_REFUSED'],
  ['PERMISSION_DENIED', 7, 'PERMISSION_DENIED'],
  ['RESOURCE_EXHAUSTED', 8, 'RESOURCE_EXHAUSTED'],
  ['FAILED_PRECONDITION', 9, 'REQUEST_REFUSED'],
  ['ABORTED', 10, 'SERVER_FAILED'],
  ['OUT_OF_RANGE', 11, 'REQUEST_REFUSED'],
  ['UNIMPLEMENTED', 12, 'UNIMPLEMENTED'],
  ['INTERNAL', 13, 'SERVER_FAILED'],
  ['UNAVAILABLE', 14, 'SERVER_UNREACHABLE'],
  ['DATA_LOSS', 15, 'SERVER_FAILED'],
  ['UNAUTHENTICATED', 16, 'UNAUTHENTICATED'],
];

/** What a server says beside a code: for NOT_FOUND, as Temporal does of a namespace. */
export function detailsOf(name: string): string {
  return name === 'NOT_FOUND' ? 'Namespace orders is not found.' : `the reason of ${name}.`;
}
