import type { ListOptions as Filter, RunStatus } from '@octavo/client';
import type { TaskStatus } from '@octavo/orchestrators';
import { findNearest } from '@octavo/orchestrators/model';
import { CliError, type ExitCode, exitCodes } from '../cli-error';
import type { CommandContext } from '../command';
import { type Engine, withEngine } from '../engine/engine';
import { type Invoked, octavoCommand } from '../octavo-command';
import { readPointInTime, readWholeNumber, requireName } from '../reading/arguments';
import { formatElapsed, formatJson, formatTable, toLine } from '../terminal/format';
import { SHARE_STATES } from './run-on-server';

/** The options of `octavo ls`. */
interface ListOptions extends FilterOptions {
  readonly json?: boolean;
}

/** `octavo ls`: runs, the latest start first. */
export async function list(context: CommandContext<ListOptions>): Promise<ExitCode> {
  const { io, options } = context;
  const filter = readFilter(options);
  const runs = await withEngine(context, async (engine) => {
    if (filter.error !== undefined) requireStore(engine);
    const found = await engine.client.list(filter);
    io.stderr.write(await describeGaps({ found, filter, engine }, context));
    return found;
  });
  io.stdout.write(options.json === true ? `${formatJson([...runs])}\n` : describeRuns(runs, Date.now()));
  return exitCodes.success;
}

/** @throws CliError USAGE_INVALID if the configuration has no shared store */
function requireStore({ sharedStore }: Engine): void {
  if (sharedStore !== undefined) return;
  const message = `--error needs the store, but here each worker keeps states in its own memory. ${SHARE_STATES}`;
  throw new CliError('USAGE_INVALID', message);
}

interface Listed {
  readonly found: readonly RunStatus[];
  readonly filter: Filter;
  readonly engine: Engine;
}

/** @throws CliError STORE_UNREACHABLE if the filter needs the store, and it cannot be read */
async function describeGaps({ found, filter: { error }, engine }: Listed, invoked: Invoked): Promise<string> {
  const { sharedStore } = engine;
  const failure = sharedStore?.failure;
  if (failure !== undefined && error !== undefined)
    throw new CliError('STORE_UNREACHABLE', `${failure.reason} --error needs it. ${failure.advice}`, {
      exitCode: exitCodes.unavailable,
    });
  if (failure !== undefined)
    return `${failure.reason} Error codes are missing, and so are definitions that were not named at the start of a run. ${failure.advice}\n`;
  const count = found.filter(({ definition }) => definition === undefined).length;
  if (count === 0) return '';
  if (!(await engine.client.listsDefinitions())) return describeNoAttribute(engine, invoked);
  const advice = sharedStore === undefined ? SHARE_STATES : 'The store does not have these definitions (yet).';
  return `The start of ${count} of the runs did not name a definition. ${advice}\n`;
}

function describeNoAttribute({ namespace }: Engine, invoked: Invoked): string {
  const worker = octavoCommand('worker', invoked);
  return `The namespace ${namespace} does not have the search attribute OctavoDefinition, so definitions are missing. ${worker} registers it for later runs, if it has the permission.\n`;
}

function describeRuns(runs: readonly RunStatus[], nowMs: number): string {
  if (runs.length === 0) return 'No runs.\n';
  const rows = runs.map(({ workflowId, definition = '', version = '', status, error, startedAt, endedAt }) => {
    const elapsedMs = (endedAt === undefined ? nowMs : Date.parse(endedAt)) - Date.parse(startedAt);
    const ending = error === undefined ? status : `${status} (${error})`;
    const cells = [workflowId, `${definition} ${version}`.trim(), ending, startedAt, formatElapsed(elapsedMs)];
    return cells.map((cell) => toLine(cell));
  });
  return `${formatTable(['WORKFLOW ID', 'DEFINITION', 'STATUS', 'STARTED', 'TOOK'], rows).join('\n')}\n`;
}

/** The options of `octavo ls` that select runs. */
interface FilterOptions {
  readonly definition?: string;
  readonly status?: string;
  readonly open?: boolean;
  readonly error?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit?: string;
}

/**
 * Reads the filter of a list.
 *
 * @throws CliError USAGE_INVALID for an invalid value, and for options that exclude each other
 */
export function readFilter({ definition, status, open, error, since, until, limit = '20' }: FilterOptions): Filter {
  const filter: Filter = {
    limit: readWholeNumber('--limit', limit, [1, 10_000]),
    ...(definition === undefined ? {} : { definition: requireName('--definition', definition) }),
    ...(status === undefined ? {} : { status: readStatus('--status', status) }),
    ...(open === undefined ? {} : { open }),
    ...(error === undefined ? {} : { error: requireName('--error', error) }),
    ...(since === undefined ? {} : { since: readPointInTime('--since', since) }),
    ...(until === undefined ? {} : { until: readPointInTime('--until', until) }),
  };
  const contradiction = contradictionOf(filter);
  if (contradiction !== undefined) throw new CliError('USAGE_INVALID', `No run can match: ${contradiction}`);
  return filter;
}

function contradictionOf({ open = false, status, error, since, until }: Filter): string | undefined {
  if (since !== undefined && until !== undefined && since > until)
    return `--since is ${since.toISOString()}, later than --until, ${until.toISOString()}. Exchange them.`;
  if (open && error !== undefined)
    return '--open lists runs that have not ended; --error lists runs that ended with an error. Leave out one.';
  const isOpenStatus = status === 'RUNNING' || status === 'PAUSED';
  if (open && status !== undefined && !isOpenStatus)
    return `--open lists runs that have not ended, but ${status} is the status of an ended run. Leave out --open.`;
  if (error !== undefined && (isOpenStatus || status === 'SUCCESS'))
    return `--error lists runs that ended with an error, but a run with ${status} has none. Leave out --status.`;
  return undefined;
}

/** The statuses that a listed run can have. */
export const runStatuses: readonly TaskStatus[] = ['RUNNING', 'PAUSED', 'SUCCESS', 'FAILED', 'TIMED_OUT', 'CANCELED'];

/** Temporal's names, and other spellings, of these statuses. */
const otherNames: ReadonlyMap<string, TaskStatus> = new Map([
  ['COMPLETED', 'SUCCESS'],
  ['CANCELLED', 'CANCELED'],
  ['TERMINATED', 'CANCELED'],
  ['TIMEDOUT', 'TIMED_OUT'],
  ['TIMED-OUT', 'TIMED_OUT'],
]);

/**
 * Reads the status of an option: our names or Temporal's, in any case.
 *
 * @throws CliError USAGE_INVALID
 */
function readStatus(option: string, text: string): TaskStatus {
  const name = text.toUpperCase();
  const status = runStatuses.find((one) => one === name) ?? otherNames.get(name);
  if (status !== undefined) return status;
  const nearest = findNearest(text, runStatuses);
  const hint = nearest === undefined ? '' : `; nearest is ${nearest}`;
  throw new CliError(
    'USAGE_INVALID',
    `${option} takes one of ${runStatuses.join(', ')}, not "${toLine(text)}"${hint}.`,
  );
}
