import type { StartedRun } from '@octavo/client';
import { CliError, exitCodes } from '../../cli-error';
import type { Engine } from '../../engine/engine';
import type { ServerLocation } from '../../engine/server-location';
import { type Invoked, octavoCommand, quote } from '../../octavo-command';
import { type Departure, nameOf } from '../../signals';
import { toLine } from '../../terminal/format';

type Place = Pick<ServerLocation, 'address' | 'namespace' | 'taskQueue'>;

/** The error if no worker polls the task queue, so that no worker would take a run. */
export function noWorker(place: Place, invoked: Invoked): CliError {
  const message = `No worker polls the task queue ${describe(place)}; nothing was started.`;
  const { taskQueue } = place;
  return new CliError('WORKER_UNREACHABLE', `${message}\n${waysToWork(invoked)}`, {
    exitCode: exitCodes.unavailable,
    details: { taskQueue },
  });
}

/** The text for a run that no worker of the server has taken. */
export function describeUntouched(place: Place, invoked: Invoked): string {
  return `No worker has taken the run yet from the task queue ${describe(place)}. ${waysToWork(invoked)}`;
}

function waysToWork(invoked: Invoked): string {
  return `Start a worker with ${octavoCommand('worker', invoked)}, or run the definition in this process, on a task queue of its own, with --work.`;
}

function describe({ taskQueue, address, namespace }: Place): string {
  return `${taskQueue} at ${address}, namespace ${namespace}`;
}

/** The text for open runs that a run has started. When this process ends, no worker polls their task queue any more. */
export function describeLeftRuns(workflowIds: readonly string[], { taskQueue }: Engine, invoked: Invoked): string {
  const shown = workflowIds.slice(0, MAX_SHOWN);
  const others = workflowIds.length > shown.length ? ` and ${workflowIds.length - shown.length} more` : '';
  const worker = octavoCommand('worker', invoked, { taskQueue });
  return `Runs that this one started are open, and no worker polls their task queue any more: ${toLine(shown.join(', '))}${others}. ${worker} continues them.`;
}

const MAX_SHOWN = 5;

/** The error of a command that exits early: where the run is now, and how to continue. */
export function explainDeparture(
  { signal, code, exitCode }: Departure,
  { engine, run }: { readonly engine: Engine; readonly run: StartedRun },
  invoked: Invoked,
): CliError {
  const rest = describeRest[engine.own](engine, run.workflowId, invoked);
  const details = { taskQueue: engine.taskQueue };
  return new CliError(code, `Exited on ${nameOf(signal)}; ${rest}`, { exitCode, run, details });
}

type Rest = (engine: Engine, workflowId: string, invoked: Invoked) => string;

const describeRest: Readonly<Record<Engine['own'], Rest>> = {
  server: () => 'the server of this command was stopped, and the run ended with it.',
  nothing: ({ address }, workflowId, invoked) =>
    `the run ${toLine(workflowId)} stays open at ${address}, for the workers there.\n${waysToSee(workflowId, invoked)}`,
  taskQueue: ({ address, taskQueue }, workflowId, invoked) =>
    [
      `the run ${toLine(workflowId)} stays open at ${address}, and no worker polls its task queue any more.`,
      `${octavoCommand('worker', invoked, { taskQueue })} continues it.`,
      waysToSee(workflowId, invoked),
    ].join('\n'),
};

function waysToSee(workflowId: string, invoked: Invoked): string {
  const [status, cancel] = [
    octavoCommand(`status ${quote(workflowId)}`, invoked),
    octavoCommand(`cancel ${quote(workflowId)}`, invoked),
  ];
  return `${status} shows it; ${cancel} cancels it.`;
}

/** The commands for a run that the workers of the server execute. */
export function describeStarted(workflowId: string, invoked: Invoked): string {
  const [status, result] = ['status', 'result'].map((name) => octavoCommand(`${name} ${quote(workflowId)}`, invoked));
  return `${status} shows it; ${result} waits for its end.`;
}
