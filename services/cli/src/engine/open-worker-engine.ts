import { OctavoClient } from '@octavo/client';
import type { TemporalServer } from '@octavo/temporal-server';
import { CliError, exitCodes } from '../cli-error';
import type { CommandContext } from '../command';
import type { Project } from '../project/project';
import { endServer } from './embedded-server';
import { type Engine, takesPart } from './engine';
import { logToListener, type RunLogListener } from './install-log';
import { startWorkerAt, workerFailed } from './running-worker';
import type { ServerLocation } from './server-location';

/** The input to start a worker in this process. */
export interface WorkerEngineRequest {
  readonly project: Project;
  readonly context: CommandContext;
  readonly onLog: RunLogListener;
}

/** Opens a server that was started only for this command, and a worker in this process. */
export async function openOwnServer(request: WorkerEngineRequest, starting: Promise<TemporalServer>): Promise<Engine> {
  const { namespace, taskQueue } = request.project.config;
  logToListener(request.context, request.onLog, request.project.config);
  const server = await starting;
  const { address, uiUrl } = server;
  const at = { address, namespace, taskQueue, connectionOptions: { address } };
  try {
    const engine = await openWorker(request, at);
    const gone = server.ended.then((how) => Promise.reject(serverEnded(address, how)));
    const close = async (): Promise<void> => {
      await engine.close();
      await endServer(server);
    };
    const broken = orBroken(engine.broken, gone);
    return { ...engine, uiUrl, own: 'server', broken, close, abandon: () => endServer(server) };
  } catch (error) {
    await endServer(server);
    throw error;
  }
}

function serverEnded(address: string, how: string): CliError {
  const message = `The Temporal server at ${address}, which this command had started, has ended: ${how}.`;
  return new CliError('SERVER_ENDED', message, { exitCode: exitCodes.unavailable });
}

/**
 * Starts a worker in this process on its own task queue of a shared server. The queue must not be shared, because a worker
 * would take tasks of others from it.
 */
export async function openPrivateQueue(request: WorkerEngineRequest, location: ServerLocation): Promise<Engine> {
  logToListener(request.context, request.onLog, request.project.config);
  return openWorker(request, location);
}

// The client uses the worker's connection, so that the server can return the first workflow task with the start.
async function openWorker({ project, context, onLog }: WorkerEngineRequest, at: ServerLocation): Promise<Engine> {
  const { address, namespace, taskQueue, uiUrl } = at;
  const { planner, config } = project;
  const running = await startWorkerAt(project, at, { env: context.io.env, onLog });
  const { store, worker } = running;
  const { connection } = worker;
  const client = await OctavoClient.connect({ connection, namespace, taskQueue, store, planner, ...takesPart(config) });
  const close = (): Promise<void> => running.stop();
  const broken = orBroken(running.broken.catch(workerFailed));
  const abandon = async (): Promise<void> => undefined;
  return { client, address, namespace, taskQueue, uiUrl, own: 'taskQueue', broken, close, abandon };
}

function orBroken(...causes: readonly Promise<never>[]): Promise<never> {
  const broken = Promise.race(causes);
  // A command that exits before the engine is open does not handle this rejection.
  broken.catch(() => undefined);
  return broken;
}
