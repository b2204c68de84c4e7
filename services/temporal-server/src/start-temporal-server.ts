import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, isPortFree } from './probe-temporal';
import { type GuardedProcess, startGuardedProcess } from './guarded-process';
import { locateTemporal } from './locate-temporal';
import { makeFolder } from './make-folder';
import { type ServerPorts, serverArguments, type TemporalServerOptions } from './server-arguments';
import { PortsTakenError, TemporalUnavailableError } from './temporal-unavailable-error';

/** A running Temporal server that this process has started. */
export interface TemporalServer {
  /** `host:port` for clients and workers. */
  readonly address: string;
  readonly namespace: string;
  /** The URL of its web UI; undefined without a web UI. */
  readonly uiUrl: string | undefined;
  readonly pid: number;
  /** Resolves with a sentence when the server has ended, for any reason. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
}

const START_ATTEMPTS = 3;
const READY_TIMEOUT_MS = 60_000;
/** By this time, the server of a killed process has ended. */
const PORT_TIMEOUT_MS = 4_000;
const POLL_MS = 50;

/**
 * Starts Temporal's dev server on 127.0.0.1 and returns when its namespace answers. The server ends with this process, even
 * if this process is killed. If another process takes a port meanwhile, another port is chosen, unless the port was given.
 *
 * @throws PortsTakenError, TemporalUnavailableError
 */
export async function startTemporalServer(options: TemporalServerOptions = {}): Promise<TemporalServer> {
  await awaitPorts(options);
  const executable = await locateTemporal(options);
  if (options.stateFile !== undefined) makeFolder(dirname(options.stateFile));
  let problem = '';
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
    const ports = await choosePorts(options);
    const server = await startGuardedProcess({
      command: executable,
      args: serverArguments(options, ports),
      env: options.env ?? process.env,
    });
    const failure = await waitUntilReady(server, ports, namespaceOf(options));
    if (failure === undefined) return describeServer(server, ports, options);
    await server.stop();
    problem = `${failure}: ${server.lastOutput().split('\n').slice(-3).join(' | ')}`;
  }
  throw new TemporalUnavailableError(
    `The Temporal server at ${executable} does not start (${problem}); free its ports or its state file, or set TEMPORAL_ADDRESS to a running server.`,
  );
}

/** Waits until the given ports are free. @throws PortsTakenError */
async function awaitPorts(options: TemporalServerOptions): Promise<void> {
  const deadline = Date.now() + PORT_TIMEOUT_MS;
  for (;;) {
    const taken = await findTakenPorts(options);
    if (taken.length === 0) return;
    if (Date.now() >= deadline) throw new PortsTakenError(taken);
    await sleep(POLL_MS);
  }
}

async function findTakenPorts({ port, uiPort, ui }: TemporalServerOptions): Promise<readonly number[]> {
  const wanted = [port, ui === false ? undefined : uiPort].filter((one) => one !== undefined);
  const areFree = await Promise.all(wanted.map(isPortFree));
  return wanted.filter((_, index) => areFree[index] === false);
}

async function choosePorts({ port, uiPort }: TemporalServerOptions): Promise<ServerPorts> {
  return {
    port: port ?? (await findFreePort()),
    uiPort: uiPort ?? (await findFreePort()),
    httpPort: await findFreePort(),
    metricsPort: await findFreePort(),
  };
}

/** Resolves with undefined when the namespace answers over the server's HTTP API, else with the reason why it does not. */
async function waitUntilReady(
  server: GuardedProcess,
  { httpPort }: ServerPorts,
  namespace: string,
): Promise<string | undefined> {
  const url = `http://127.0.0.1:${httpPort}/api/v1/namespaces/${encodeURIComponent(namespace)}`;
  const deadline = Date.now() + READY_TIMEOUT_MS;
  let end: string | undefined;
  void server.ended.then((how) => (end = how));
  while (end === undefined && Date.now() < deadline) {
    if (await answers(url)) return undefined;
    await sleep(POLL_MS);
  }
  return end ?? `no answer within ${READY_TIMEOUT_MS / 1000} seconds`;
}

/** Uses its own agent, because the global one and `fetch` may use a proxy. */
async function answers(url: string): Promise<boolean> {
  try {
    const request = get(url, { agent: new Agent(), signal: AbortSignal.timeout(2_000) });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.destroy();
    return response.statusCode === 200;
  } catch {
    return false;
  }
}

function describeServer(server: GuardedProcess, ports: ServerPorts, options: TemporalServerOptions): TemporalServer {
  return {
    address: `127.0.0.1:${ports.port}`,
    namespace: namespaceOf(options),
    uiUrl: options.ui === false ? undefined : `http://127.0.0.1:${ports.uiPort}`,
    pid: server.pid,
    ended: server.ended,
    stop: () => server.stop(),
  };
}

function namespaceOf({ namespace = 'default' }: TemporalServerOptions): string {
  return namespace;
}
