import type { RunResult, StartedRun } from '@octavo/client';
import type { CommandContext } from '../../command-context';
import type { Engine } from '../../engine/engine';
import { flushLogs } from '../../engine/flush-logs';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { loadProject } from '../../project/project';
import { awaitResult } from './await-result';
import type { Interrupts } from './interrupts';
import { readRequest, type RunRequest } from './read-request';
import { type RunOptions, toStartOptions } from './run-options';
import { createReporter, type RunReporter } from './run-reporter';
import { withRunEngine } from './with-run-engine';

/** `octavo run FILE`: runs a definition to its end, and starts what is missing for that. */
export async function run(file: string, context: CommandContext<RunOptions>): Promise<ExitCode> {
  const how = toStartOptions(context.options);
  const project = await loadProject(context, file);
  const request = await readRequest(file, project, context);
  const reporter = createReporter(request, context);
  const result = await withRunEngine({ project, context, reporter }, (engine, interrupts) =>
    runOn(engine, { request, reporter, interrupts, how }),
  );
  return result.status === 'SUCCESS' ? exitCodes.success : exitCodes.runFailed;
}

interface Job {
  readonly request: RunRequest;
  readonly reporter: RunReporter;
  readonly interrupts: Interrupts;
  readonly how: ReturnType<typeof toStartOptions>;
}

async function runOn(engine: Engine, { request, reporter, interrupts, how }: Job): Promise<RunResult> {
  const { client } = engine;
  const { source, input } = request;
  const started = await client.start(source, { input, ...how });
  interrupts.onFirst = () => cancelRun(engine, started, reporter);
  reporter.start(engine, started);
  const result = await awaitResult(engine, started, reporter);
  // What the worker here logged of the run comes before its end.
  flushLogs();
  await reporter.end(engine, result);
  return result;
}

/** Asks for the end of a run. */
export function cancelRun(
  { client }: Engine,
  { workflowId, runId }: StartedRun,
  reporter: Pick<RunReporter, 'log'>,
): void {
  reporter.log('INFO', 'Cancelling the run and waiting for its end; Ctrl-C again leaves at once.');
  // Where it has ended meanwhile there is nothing to cancel.
  client.cancel(workflowId, { runId }).catch(() => undefined);
}
