import { messageOf, nameOf, propertyOf } from '../thrown';

/** The status of a gRPC call, with the server's text. */
export interface GrpcStatus {
  readonly name: GrpcCode;
  readonly details: string;
}

/** The numbers of gRPC's status codes, by name. */
export const grpcCodes = {
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

export type GrpcCode = keyof typeof grpcCodes;

/** The status in an error of Temporal's client, its worker or gRPC; undefined if there is none. */
export function readGrpcStatus(error: unknown): GrpcStatus | undefined {
  return statusOf(error) ?? (nameOf(error) === 'ServiceError' ? statusOf(propertyOf(error, 'cause')) : undefined);
}

function statusOf(thrown: unknown): GrpcStatus | undefined {
  const [code, details] = [propertyOf(thrown, 'code'), propertyOf(thrown, 'details')];
  const name = typeof code === 'number' && typeof details === 'string' ? codeNames.get(code) : undefined;
  if (name !== undefined) return { name, details: details as string };
  const [ofError, message] = [nameOf(thrown), messageOf(thrown)];
  if (ofError === 'TransportError') return statusInText(message);
  const isNamespace =
    ofError === 'NamespaceNotFoundError' || (ofError === 'WorkflowNotFoundError' && NO_NAMESPACE.test(message));
  return isNamespace ? { name: 'NOT_FOUND', details: message } : undefined;
}

/** The server's text. If a proxy drops the details of a status, the SDK reports a missing workflow with this text. */
export const NO_NAMESPACE = /^namespace\b.*\bnot found/i;

const codeNames = new Map(Object.entries(grpcCodes).map(([name, code]) => [code as number, name as GrpcCode]));

/** A status in texts of the SDK's core: `Status { code: NotFound, message: "…"`, or `code: 'Some …', message: "…"`. */
const STATUS = /\bcode: (?:'(?<sentence>[^']+(?:'s [^']+)?)'|(?<word>\w+)), message: "(?<details>(?:[^"\\]|\\.)*)"/;

/** Words in texts of network errors. */
const NETWORK = /transport|connect|dns/i;

// Errors of the worker's connection have only a text.
function statusInText(text: string): GrpcStatus {
  const { sentence = '', word = '', details = text } = STATUS.exec(text)?.groups ?? {};
  const name = sentences.get(sentence) ?? codeOfWord(word);
  if (name !== undefined && details !== 'transport error') return { name, details };
  return { name: NETWORK.test(text) ? 'UNAVAILABLE' : 'UNKNOWN', details: text };
}

/** Returns PERMISSION_DENIED for `PermissionDenied`. */
function codeOfWord(word: string): GrpcCode | undefined {
  const name = word.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  return Object.hasOwn(grpcCodes, name) ? (name as GrpcCode) : undefined;
}

/** The texts of the SDK's core for each code. */
const sentences: ReadonlyMap<string, GrpcCode> = new Map([
  ['The operation was cancelled', 'CANCELLED'],
  ['Unknown error', 'UNKNOWN'],
  ['Client specified an invalid argument', 'INVALID_ARGUMENT'],
  ['Deadline expired before operation could complete', 'DEADLINE_EXCEEDED'],
  ['Some requested entity was not found', 'NOT_FOUND'],
  ['Some entity that we attempted to create already exists', 'ALREADY_EXISTS'],
  ['The caller does not have permission to execute the specified operation', 'PERMISSION_DENIED'],
  ['Some resource has been exhausted', 'RESOURCE_EXHAUSTED'],
  ["The system is not in a state required for the operation's execution", 'FAILED_PRECONDITION'],
  ['The operation was aborted', 'ABORTED'],
  ['Operation was attempted past the valid range', 'OUT_OF_RANGE'],
  ['Operation is not implemented or not supported', 'UNIMPLEMENTED'],
  ['Internal error', 'INTERNAL'],
  ['The service is currently unavailable', 'UNAVAILABLE'],
  ['Unrecoverable data loss or corruption', 'DATA_LOSS'],
  ['The request does not have valid authentication credentials', 'UNAUTHENTICATED'],
]);
