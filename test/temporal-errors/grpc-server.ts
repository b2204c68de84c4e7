import { Metadata, Server, ServerCredentials, type ServerUnaryCall } from '@grpc/grpc-js';
import { Connection, OperatorService, WorkflowService } from '@temporalio/client';
import { google, temporal } from '@temporalio/proto';

/** How a server ends a call: with a status, with an empty answer (`undefined`), or as the server behind it does (`pass`). */
export type Answer = { readonly code: number; readonly details: string } | 'pass' | undefined;

/** A gRPC server in front of nothing, or of a Temporal server: the outside world, which answers as a test wants. */
export interface GrpcServer {
  readonly address: string;
  /** The methods that were called, in order: `StartWorkflowExecution`. */
  readonly calls: string[];
  stop(): Promise<void>;
}

/** What a server answers with, and what it is made of. */
export interface GrpcServerOptions {
  /** How a call of a method ends; `index` counts the calls of that method from 0. */
  readonly answer: (method: string, index: number) => Answer;
  /** The Temporal server that gets what passes. */
  readonly behind?: string;
  /** Default: no TLS. */
  readonly credentials?: ServerCredentials;
  /** Default: one that is free. */
  readonly port?: number;
}

/** The SDK has them as reflected services, and declares them as classes. */
const services = {
  'temporal.api.workflowservice.v1.WorkflowService': WorkflowService,
  'temporal.api.operatorservice.v1.OperatorService': OperatorService,
} as unknown as Readonly<Record<string, { readonly methods: Readonly<Record<string, unknown>> }>>;

const asItIs = (bytes: Buffer): Buffer => bytes;

/** Starts a server that answers to every method of Temporal's services. */
export async function startGrpcServer({
  answer,
  behind,
  credentials,
  port: wanted = 0,
}: GrpcServerOptions): Promise<GrpcServer> {
  const server = new Server();
  const calls: string[] = [];
  const upstream = behind === undefined ? undefined : new Upstream(behind);
  for (const [service, { methods }] of Object.entries(services)) {
    for (const name of Object.keys(methods)) {
      const path = `/${service}/${name}`;
      const handle = (call: ServerUnaryCall<Buffer, Buffer>, reply: Reply): void => {
        const index = calls.filter((called) => called === name).length;
        calls.push(name);
        const how = answer(name, index);
        if (how === 'pass') upstream?.pass(path, call, reply);
        else if (how === undefined) reply(null, Buffer.alloc(0));
        else reply({ ...how, metadata: metadataOf(how.details) });
      };
      server.register(path, handle as never, asItIs, asItIs, 'unary');
    }
  }
  const port = await bind(server, `127.0.0.1:${wanted}`, credentials ?? ServerCredentials.createInsecure());
  return {
    address: `127.0.0.1:${port}`,
    calls,
    stop: async () => {
      server.forceShutdown();
      await upstream?.close();
    },
  };
}

type Reply = (error: unknown, value?: Buffer) => void;

/** The connection to the server behind. */
class Upstream extends Connection {
  constructor(address: string) {
    super(Connection.createCtorOptions({ address, interceptors: [] }));
  }

  /** Temporal wants the deadlines of long polls. */
  pass(path: string, call: ServerUnaryCall<Buffer, Buffer>, reply: Reply): void {
    const deadline = call.getDeadline();
    this.client.makeUnaryRequest(path, asItIs, asItIs, call.request, { deadline }, reply);
  }
}

/** Temporal tells an unknown namespace apart by details of the status. */
function metadataOf(details: string): Metadata {
  const metadata = new Metadata();
  const [, namespace] = /^Namespace (\S+) is not found/.exec(details) ?? [];
  if (namespace === undefined) return metadata;
  const value = temporal.api.errordetails.v1.NamespaceNotFoundFailure.encode({ namespace }).finish();
  const any = { type_url: 'type.googleapis.com/temporal.api.errordetails.v1.NamespaceNotFoundFailure', value };
  const status = google.rpc.Status.encode({ code: 5, message: details, details: [any] }).finish();
  metadata.set('grpc-status-details-bin', Buffer.from(status));
  return metadata;
}

function bind(server: Server, address: string, credentials: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => (error === null ? resolve(port) : reject(error)));
  });
}
