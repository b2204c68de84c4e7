import type { ListOptions as Filter, RunStatus } from '@octavo/client';
import { CliError } from '../../cli-error';
import type { CommandContext } from '../../command-context';
import type { Engine } from '../../engine/engine';
import { withEngine } from '../../engine/with-engine';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { type Invoked, octavoCommand } from '../../octavo-command';
import { formatElapsed, formatJson, toLine } from '../../terminal/format';
import { formatTable } from '../../terminal/table';
import { SHARE_STATES } from '../unread-states';
import { type FilterOptions, readFilter } from './read-filter';

/** The options of `octavo ls`. */
export interface ListOptions extends FilterOptions {
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

/** @throws CliError USAGE_INVALID where workers keep states to themselves */
function requireStore({ sharedStore }: Engine): void {
  if (sharedStore !== undefined) return;
  const message = `--error needs the store, and each worker keeps states in its own memory here. ${SHARE_STATES}`;
  throw new CliError('USAGE_INVALID', message);
}

interface Listed {
  readonly found: readonly RunStatus[];
  readonly filter: Filter;
  readonly engine: Engine;
}

/** @throws CliError STORE_UNREACHABLE where the filter needs the store, and it is away */
async function describeGaps({ found, filter: { error }, engine }: Listed, invoked: Invoked): Promise<string> {
  const { sharedStore } = engine;
  const failure = sharedStore?.failure;
  if (failure !== undefined && error !== undefined)
    throw new CliError('STORE_UNREACHABLE', `${failure.reason} --error needs it. ${failure.advice}`, {
      exitCode: exitCodes.unavailable,
    });
  if (failure !== undefined)
    return `${failure.reason} Codes of errors, and definitions that the start of a run did not name, are missing. ${failure.advice}\n`;
  const count = found.filter(({ definition }) => definition === undefined).length;
  if (count === 0) return '';
  if (!(await engine.client.listsDefinitions())) return describeNoAttribute(engine, invoked);
  const advice = sharedStore === undefined ? SHARE_STATES : 'The store does not have them, or not yet.';
  return `The start of ${count} of the runs did not name a definition. ${advice}\n`;
}

function describeNoAttribute({ namespace }: Engine, invoked: Invoked): string {
  const worker = octavoCommand('worker', invoked);
  return `The namespace ${namespace} does not have the search attribute OctavoDefinition, so definitions are missing. ${worker} registers it for later runs, where it may.\n`;
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
