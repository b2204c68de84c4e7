import type { ListOptions as Filter, RunStatus } from '@octavo/client';
import type { CommandContext } from '../../command-context';
import { withEngine } from '../../engine/with-engine';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { readWholeNumber } from '../../reading/whole-number';
import { formatElapsed, formatJson } from '../../terminal/format';
import { formatTable } from '../../terminal/table';

/** The options of `octavo ls`. */
export interface ListOptions {
  readonly definition?: string;
  readonly open?: boolean;
  readonly limit?: string;
  readonly json?: boolean;
}

/** `octavo ls`: runs, the latest start first. */
export async function list(context: CommandContext<ListOptions>): Promise<ExitCode> {
  const { io, options } = context;
  const filter = filterOf(options);
  const runs = await withEngine(context, ({ client }) => client.list(filter));
  io.stdout.write(options.json === true ? `${formatJson([...runs])}\n` : describeRuns(runs, Date.now()));
  return exitCodes.success;
}

function filterOf({ definition, open, limit = '20' }: ListOptions): Filter {
  return {
    limit: readWholeNumber('--limit', limit, [1, 10_000]),
    ...(definition === undefined ? {} : { definition }),
    ...(open === undefined ? {} : { open }),
  };
}

function describeRuns(runs: readonly RunStatus[], nowMs: number): string {
  if (runs.length === 0) return 'No runs.\n';
  const rows = runs.map(({ workflowId, definition = '', version = '', status, startedAt, endedAt }) => {
    const elapsedMs = (endedAt === undefined ? nowMs : Date.parse(endedAt)) - Date.parse(startedAt);
    return [workflowId, `${definition} ${version}`.trim(), status, startedAt, formatElapsed(elapsedMs)];
  });
  return `${formatTable(['WORKFLOW ID', 'DEFINITION', 'STATUS', 'STARTED', 'TOOK'], rows).join('\n')}\n`;
}
