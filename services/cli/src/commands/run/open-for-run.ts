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

/** Finding free ports and starting a process takes this long, if nothing else is to be done meanwhile. */
const SPAWN_MS = 20;

/** What a command needs that runs definitions. */
export interface OpenRequest {
  readonly project: Project;
  readonly context: CommandContext;
  readonly reporter: Pick<RunReporter, 'log'>;
  /** Work in this process, also on a server that others use too. */
  readonly worksHere: boolean;
}

/**
 * Opens what a run needs: a server of its own where there is none; on one that is there, a worker here on a task queue of
 * its own if that is wanted, else only a connection. The last way loads nothing of a worker.
 *
 * @throws CliError WORKER_UNREACHABLE where no worker is at work on the server
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

/** The server starts on another core while this one loads the worker, which takes as long. */
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
