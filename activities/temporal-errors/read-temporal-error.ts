import { messageOf, nameOf } from '../thrown';
import { type GrpcCode, type GrpcStatus, NO_NAMESPACE, readGrpcStatus } from './grpc-status';
import type { TemporalErrorCode } from './temporal-error-catalogue';

/** Which server a call went to. */
export interface ServerName {
  /** `host:port`. Absent if it is unknown. */
  readonly address?: string | undefined;
  readonly namespace: string;
}

/** A call to a Temporal server that failed. */
export interface TemporalCallFailure {
  readonly code: TemporalErrorCode | 'PAYLOAD_TOO_LARGE';
  /** What failed, where, the server's reason, and what to do. */
  readonly message: string;
  /** The same call may succeed later. */
  readonly isTransient: boolean;
}

type FailureCode = TemporalCallFailure['code'];

/**
 * Reads a failed call to a Temporal server from an error of Temporal's client, its worker or gRPC; undefined for any other
 * error. A workflow that was not found is such another error: the SDK has a class for it.
 */
export function readTemporalError(error: unknown, server: ServerName): TemporalCallFailure | undefined {
  const status = readGrpcStatus(error) ?? connectTimeout(error);
  if (status === undefined) return undefined;
  const code = codeOf(status);
  const { says, advice, isTransient = false } = kinds[code];
  const reason = code === 'NAMESPACE_NOT_FOUND' ? '' : describeReason(status.details);
  return { code, message: `${describe(server)} ${says}${reason}. ${advice}`, isTransient };
}

/** The server in a sentence: `The Temporal server at localhost:7233 (namespace default)`. */
function describe({ address, namespace }: ServerName): string {
  return `The Temporal server${address === undefined ? '' : ` at ${address}`} (namespace ${namespace})`;
}

interface Kind {
  readonly says: string;
  readonly advice: string;
  /** Default: false. */
  readonly isTransient?: boolean;
}

const kinds: Readonly<Record<FailureCode, Kind>> = {
  NAMESPACE_NOT_FOUND: {
    says: 'has no namespace of that name',
    advice: 'Correct the name, or create it: `temporal operator namespace create --namespace NAME`.',
  },
  PAYLOAD_TOO_LARGE: {
    says: 'does not accept a message of this size',
    advice: 'Pass a reference (a URL, a key) in place of the value.',
  },
  PERMISSION_DENIED: {
    says: 'does not permit this call',
    advice: 'Use credentials with the permission, or another namespace.',
  },
  REQUEST_REFUSED: { says: 'refused the request', advice: 'Change what the reason names.' },
  RESOURCE_EXHAUSTED: {
    says: 'has reached a limit',
    advice: 'Try again later; if it persists, raise the limit on the server.',
    isTransient: true,
  },
  SERVER_FAILED: {
    says: 'reported an error',
    advice: "Try again; if it persists, see the server's log.",
    isTransient: true,
  },
  SERVER_TIMED_OUT: {
    says: 'did not answer in time',
    advice: 'Try again; check that it is healthy.',
    isTransient: true,
  },
  SERVER_UNREACHABLE: {
    says: 'does not answer',
    advice: 'Check the address, whether TLS is needed, and that the server runs.',
    isTransient: true,
  },
  TLS_FAILED: {
    says: 'cannot be reached with TLS',
    advice: 'Check whether the server uses TLS, its name, its CA and the client certificate.',
  },
  UNAUTHENTICATED: {
    says: 'accepts no credentials of this client',
    advice: 'Give a valid API key or client certificate.',
  },
  UNIMPLEMENTED: {
    says: 'does not know this call',
    advice: 'Check that a Temporal server is at the address, not its web UI or another service, and its version.',
  },
};

const codes: Readonly<Record<GrpcCode, FailureCode>> = {
  CANCELLED: 'SERVER_UNREACHABLE',
  UNKNOWN: 'SERVER_FAILED',
  INVALID_ARGUMENT: 'REQUEST_REFUSED',
  DEADLINE_EXCEEDED: 'SERVER_TIMED_OUT',
  NOT_FOUND: 'REQUEST_REFUSED',
  ALREADY_EXISTS: 'REQUEST_REFUSED',
  PERMISSION_DENIED: 'PERMISSION_DENIED',
  RESOURCE_EXHAUSTED: 'RESOURCE_EXHAUSTED',
  FAILED_PRECONDITION: 'REQUEST_REFUSED',
  ABORTED: 'SERVER_FAILED',
  OUT_OF_RANGE: 'REQUEST_REFUSED',
  UNIMPLEMENTED: 'UNIMPLEMENTED',
  INTERNAL: 'SERVER_FAILED',
  UNAVAILABLE: 'SERVER_UNREACHABLE',
  DATA_LOSS: 'SERVER_FAILED',
  UNAUTHENTICATED: 'UNAUTHENTICATED',
};

const TOO_LARGE = /larger than max|blob data size exceeds|exceeds? (the )?(maximum|max).*(size|bytes)/i;
const TLS = /certificate|\bSSL\b|\bTLS\b|InvalidContentType|altnames/i;

/** Some causes share a gRPC code: only the server's text distinguishes them. */
function codeOf({ name, details }: GrpcStatus): FailureCode {
  if (['RESOURCE_EXHAUSTED', 'INVALID_ARGUMENT'].includes(name) && TOO_LARGE.test(details)) return 'PAYLOAD_TOO_LARGE';
  if (name === 'NOT_FOUND' && NO_NAMESPACE.test(details)) return 'NAMESPACE_NOT_FOUND';
  if (['UNAVAILABLE', 'INTERNAL'].includes(name) && TLS.test(details)) return 'TLS_FAILED';
  return codes[name];
}

/** Temporal's client reports only this text if it cannot connect in time. */
function connectTimeout(error: unknown): GrpcStatus | undefined {
  const isTimeout = nameOf(error) === 'Error' && messageOf(error) === 'Failed to connect before the deadline';
  return isTimeout ? { name: 'UNAVAILABLE', details: '' } : undefined;
}

const LAST_ERROR =
  /Last error: (?:Error(?: \[\w+\])?: )?(?<reason>[^]*?)(?: \(\d{4}-[\d-]+T[\d:.]+Z\))?\. Resolution note/;
const CORE_ERROR = /\bmessage: "(?<reason>[^"]+)"/;
const MAX_REASON = 500;

/** The text of the server or the network in one line, without the texts that libraries add. */
function describeReason(details: string): string {
  const inner = (LAST_ERROR.exec(details) ?? CORE_ERROR.exec(details))?.groups?.['reason'] ?? details;
  const line = inner
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_REASON)
    .toWellFormed()
    .replace(/\.$/, '');
  return line === '' ? '' : `: ${line}`;
}
