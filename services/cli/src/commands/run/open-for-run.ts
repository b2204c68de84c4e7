import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { callingServer, hasWorker } from '@octavo/client';
import type { CommandContext } from '../../command';
import type * as embeddedModule from '../../engine/embedded-server';
import { connectEngine, type Engine } from '../../engine/engine';
import type { WorkerEngineRequest } from '../../engine/open-worker-engine';
import type * as workerModule from '../../engine/open-worker-engine';
import { findServer, type ServerLocation } from '../../engine/server-location';
import type { Project } from '../../project/project';
import { noWorker } from './next-steps';
import type { RunReporter } from './reporters';

/** The time that an idle machine needs to find free ports and start a process. */
const SPAWN_MS = 20;

/** The input of a command that runs definitions. */
export interface OpenRequest {
  readonly project: Project;
  readonly context: CommandContext;
  readonly reporter: Pick<RunReporter, 'log'>;
  /** Run the work in this process, also on a shared server. */
  readonly worksHere: boolean;
}

/**
 * Opens an engine for a run. Without a server: its own server and worker. With a server: a worker in this process on its own
 * task queue if `worksHere` is set, else only a connection, which does not load the code of a worker.
 *
 * @throws CliError WORKER_UNREACHABLE if the work is left to the server, and it lists no worker
 */
export async function openForRun(request: OpenRequest): Promise<Engine> {
  const { project, worksHere } = request;
  const location = await findServer(project.config);
  if (location === undefined) return startOwnServer(request);
  if (!worksHere) return leaveToWorkers(location, request);
  const taskQueue = `octavo-run-${randomUUID()}`;
  return loadWorker().openPrivateQueue(withLog(request), { ...location, taskQueue });
}

async function leaveToWorkers(location: ServerLocation, { project, context }: OpenRequest): Promise<Engine> {
  const engine = await connectEngine(project, location);
  const { connection } = engine.client.temporal;
  try {
    if (await callingServer(location, () => hasWorker({ ...location, connection }))) return engine;
    throw noWorker(location, context);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** Loads the worker while the server starts: on two cores, both take place at the same time. */
async function startOwnServer(request: OpenRequest): Promise<Engine> {
  const { project, context, reporter } = request;
  const { namespace } = project.config;
  const onProgress = (line: string): void => reporter.log('INFO', line);
  const starting = loadServer().startEmbeddedServer({ namespace, env: context.io.env, onProgress });
  starting.catch(() => undefined);
  await sleep(SPAWN_MS);
  return loadWorker().openOwnServer(withLog(request), starting);
}

function withLog({ project, context, reporter }: OpenRequest): WorkerEngineRequest {
  return { project, context, onLog: (level, message, line) => reporter.log(level, message, line) };
}

const loadServer = () => require('../../engine/embedded-server') as typeof embeddedModule;
const loadWorker = () => require('../../engine/open-worker-engine') as typeof workerModule;
