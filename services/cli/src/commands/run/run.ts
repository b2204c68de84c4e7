import type { RunResult } from '@octavo/client';
import { type ExitCode, exitCodes } from '../../cli-error';
import type { CommandContext } from '../../command';
import type { Engine } from '../../engine/engine';
import { loadProject } from '../../project/project';
import { withConfigOption } from '../../project/read-config';
import { Departure, type Interrupts, onCtrlC, watchInterrupts } from '../../signals';
import { explainDeparture } from './next-steps';
import { openForRun, type OpenRequest } from './open-for-run';
import { createReporter, type RunReporter } from './reporters';
import { readRequest, type RunOptions, toStartOptions } from './request';
import { RunSession } from './run-session';

/** `octavo run FILE`: runs a definition to its end, and starts a server and a worker if there is no server. */
export async function run(file: string, given: CommandContext<RunOptions>): Promise<ExitCode> {
  const how = toStartOptions(given.options);
  const project = await loadProject(given, file);
  const context = withConfigOption(given, project.config);
  const request = await readRequest(file, project, context);
  const reporter = createReporter(request, context);
  const worksHere = context.options.work === true;
  return withRunEngine({ project, context, reporter, worksHere }, async (session) => {
    const started = await session.start(request.source, { input: request.input, ...how });
    return session.end(started);
  });
}

/** Where and how a command runs definitions. */
export interface RunEngineRequest extends OpenRequest {
  readonly reporter: RunReporter;
}

/**
 * Opens an engine, calls `work`, and always stops what was started. Ends early if the engine fails, and on a signal.
 * The first Ctrl-C cancels the run (`RunSession.start`); other signals do not change the run.
 */
export async function withRunEngine(
  request: RunEngineRequest,
  work: (session: RunSession) => Promise<RunResult>,
): Promise<ExitCode> {
  const { context, reporter } = request;
  const interrupts = watchInterrupts(context.io, onCtrlC);
  try {
    const engine = await openUnlessLeft(request, interrupts);
    const session = new RunSession(engine, interrupts, request);
    const working = Promise.race([work(session), interrupts.leave(), engine.broken]);
    const result = await working.catch(async (error: unknown) => {
      reporter.stop();
      await closeAfter(error, engine, interrupts);
      const { openRun: run } = session;
      throw error instanceof Departure && run !== undefined ? explainDeparture(error, { engine, run }, context) : error;
    });
    reporter.stop();
    const left = await close(engine, interrupts);
    return left?.exitCode ?? (result.status === 'SUCCESS' ? exitCodes.success : exitCodes.runFailed);
  } finally {
    reporter.stop();
    interrupts.stop();
  }
}

/** If a signal comes while the engine opens, the engine is closed in the background as soon as it is open. */
async function openUnlessLeft(request: OpenRequest, interrupts: Interrupts): Promise<Engine> {
  const opening = openForRun(request);
  return Promise.race([opening, interrupts.leave()]).catch((error: unknown) => {
    opening.then((engine) => engine.abandon()).catch(() => undefined);
    throw error;
  });
}

/** A worker on its own task queue may finish its actions, unless the user pressed Ctrl-C. */
async function closeAfter(error: unknown, engine: Engine, interrupts: Interrupts): Promise<void> {
  const isHurried = error instanceof Departure && (error.signal === 'SIGINT' || engine.own !== 'taskQueue');
  if (isHurried) await engine.abandon();
  else await close(engine, interrupts);
}

/** Closes the engine. Returns the signal that interrupted this. */
async function close(engine: Engine, interrupts: Interrupts): Promise<Departure | undefined> {
  try {
    await Promise.race([engine.close(), interrupts.leave()]);
    return undefined;
  } catch (error) {
    await engine.abandon().catch(() => undefined);
    return error instanceof Departure ? error : undefined;
  }
}
