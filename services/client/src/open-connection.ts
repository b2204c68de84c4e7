import {
  Connection,
  type ConnectionLike,
  type ConnectionOptions,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';
import { msToNumber } from '@temporalio/common/lib/time';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { OctavoClientOptions } from './client-options';
import { callingServer, readFailure } from './octavo-error';

export interface OpenConnection {
  readonly connection: ConnectionLike;
  readonly namespace: string;
  /** The address, for messages; undefined if it is not known. */
  readonly address: string | undefined;
  /** Closes the connection, if it was opened here. */
  close(): Promise<void>;
}

/**
 * The given connection, or a new one: options override the environment, which overrides the defaults.
 *
 * @throws OctavoError with a code of the Temporal server
 */
export async function openConnection(options: OctavoClientOptions): Promise<OpenConnection> {
  refuseTwice(options);
  const { connection: given } = options;
  if (given === undefined) return await openOwn(options);
  const address = given instanceof Connection ? given.options.address : undefined;
  return { connection: given, namespace: options.namespace ?? 'default', address, close: async () => undefined };
}

async function openOwn({
  address: named,
  connectionOptions,
  namespace: chosen,
}: OctavoClientOptions): Promise<OpenConnection> {
  const configured = loadClientConnectConfig();
  const merged = {
    ...configured.connectionOptions,
    ...connectionOptions,
    ...(named === undefined ? {} : { address: named }),
  };
  const { address = 'localhost:7233' } = merged;
  const namespace = chosen ?? configured.namespace ?? 'default';
  const { connection, close } = await callingServer({ address, namespace }, () =>
    connect({ ...merged, channelArgs: { ...CHANNEL, ...merged.channelArgs, ...pastProxy(merged) } }),
  );
  return { connection, namespace, address, close };
}

/** A page of a history may have more than the 4 MiB that gRPC accepts by default. */
const CHANNEL = { 'grpc.max_receive_message_length': -1 };

/** Rejects options that a given connection would ignore. */
function refuseTwice({ connection, address, connectionOptions, temporal = {} }: OctavoClientOptions): void {
  if (connection !== undefined && (address !== undefined || connectionOptions !== undefined))
    throw new TypeError(
      '`connection` is already open: give either `connection`, or `address` and `connectionOptions`.',
    );
  for (const name of ['connection', 'namespace'])
    if (Reflect.get(temporal, name) !== undefined)
      throw new TypeError(`\`temporal.${name}\` is not possible: give \`${name}\`, which is beside \`temporal\`.`);
}

const THIS_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;

/**
 * gRPC uses `https_proxy` for every host that `no_proxy` does not name; but a proxy cannot reach a server on this
 * machine.
 */
function pastProxy({ address }: ConnectionOptions): NonNullable<ConnectionOptions['channelArgs']> {
  return address === undefined || THIS_MACHINE.test(address) ? { 'grpc.enable_http_proxy': 0 } : {};
}

const UNIMPLEMENTED = 12;

interface Connected {
  readonly connection: Connection;
  readonly close: () => Promise<void>;
}

/**
 * Connects as the SDK does, for ten seconds or `connectTimeout`, with two differences: it does not retry permanent
 * errors, such as a refused certificate, and its error contains the reason.
 */
async function connect(options: ConnectionOptions): Promise<Connected> {
  const retries = new RetriesUntilClosed();
  const connection = Connection.lazy({
    ...options,
    interceptors: [...retries.interceptors, ...(options.interceptors ?? [])],
  });
  const close = async (): Promise<void> => {
    retries.close();
    await connection.close();
  };
  retries.untilMs = Date.now() + msToNumber(options.connectTimeout ?? '10s');
  try {
    await connection.withDeadline(retries.untilMs, () => connection.workflowService.getSystemInfo({}));
  } catch (error) {
    // Servers before 1.14 do not support the call, but they answer.
    if ((error as { readonly code?: unknown }).code !== UNIMPLEMENTED) {
      await close();
      throw error;
    }
  }
  retries.untilMs = Number.POSITIVE_INFINITY;
  return { connection, close };
}

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number];
type Call = ReturnType<Interceptor>;
type Status = Parameters<typeof retry.retryableDecider>[1];

const retry = defaultGrpcRetryOptions();

/**
 * Retries calls as the SDK does until `close`. The SDK continues to retry after that: its timer then throws an error
 * that no code can catch, and the process ends.
 */
class RetriesUntilClosed {
  readonly interceptors: Interceptor[];
  /** No call is retried later than this; milliseconds since 1970. Default: no limit. */
  untilMs = Number.POSITIVE_INFINITY;
  #isClosed = false;
  #lastFailure: Status | undefined;

  constructor() {
    this.interceptors = [
      makeGrpcRetryInterceptor({ ...retry, retryableDecider: (...failed) => this.#isRetryable(...failed) }),
      // The SDK's retries use only these three methods of a call.
      (options, nextCall) => (this.#endedCall() ?? nextCall(options)) as Call,
    ];
  }

  /** From now on, a call that would be retried fails with its error. */
  close(): void {
    this.#isClosed = true;
  }

  #isRetryable(attempt: number, failure: Status): boolean {
    if (this.#isClosed || !retry.retryableDecider(attempt, failure) || !isTransient(failure)) return false;
    if (Date.now() + retry.delayFunction(attempt, failure) >= this.untilMs) return false;
    this.#lastFailure = failure;
    return true;
  }

  /** Replaces the next attempt after `close`, which would throw on a closed channel. */
  #endedCall(): Pick<Call, 'start' | 'sendMessage' | 'halfClose'> | undefined {
    const failure = this.#lastFailure;
    if (!this.#isClosed || failure === undefined) return undefined;
    return {
      start: (_, listener) => listener?.onReceiveStatus?.({ ...failure, details: 'the connection was closed' }),
      sendMessage: () => undefined,
      halfClose: () => undefined,
    };
  }
}

/**
 * Errors that the SDK retries for forty seconds although the server will never accept the call, such as a message that
 * is too large.
 */
function isTransient(failure: Status): boolean {
  return readFailure(failure, { namespace: '' })?.isTransient === true;
}
