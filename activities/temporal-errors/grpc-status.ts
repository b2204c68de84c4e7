import { messageOf, nameOf, propertyOf } from '../thrown';

/** How a gRPC call ended, with the server's text for it. */
export interface GrpcStatus {
  readonly name: GrpcCode;
  readonly details: string;
}

/** The names of gRPC's status codes to their numbers. */
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

/** The status in what Temporal's client, its worker or gRPC threw; undefined where there is none. */
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

/** What a server says; where a proxy leaves out the details of a status, the SDK takes it for a workflow. */
export const NO_NAMESPACE = /^namespace\b.*\bnot found/i;

const codeNames = new Map(Object.entries(grpcCodes).map(([name, code]) => [code as number, name as GrpcCode]));

/** What the SDK's core writes of a status: `Status { code: NotFound, message: "…"`, or `code: 'Some …', message: "…"`. */
const STATUS = /\bcode: (?:'(?<sentence>[^']+(?:'s [^']+)?)'|(?<word>\w+)), message: "(?<details>(?:[^"\\]|\\.)*)"/;

/** What an error of the network has in its text. */
const NETWORK = /transport|connect|dns/i;

// An error of the worker's connection has nothing but a text.
function statusInText(text: string): GrpcStatus {
  const { sentence = '', word = '', details = text } = STATUS.exec(text)?.groups ?? {};
  const name = sentences.get(sentence) ?? codeOfWord(word);
  if (name !== undefined && details !== 'transport error') return { name, details };
  return { name: NETWORK.test(text) ? 'UNAVAILABLE' : 'UNKNOWN', details: text };
}

/** `PermissionDenied`. */
function codeOfWord(word: string): GrpcCode | undefined {
  const name = word.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  return Object.hasOwn(grpcCodes, name) ? (name as GrpcCode) : undefined;
}

/** What the SDK's core writes for each code. */
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
