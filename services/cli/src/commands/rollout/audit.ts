import type { AuditEntry, AuditQuery } from '@octavo/migration';
import { type ExitCode, exitCodes } from '../../cli-error';
import type { CommandContext } from '../../command';
import { readWholeNumber } from '../../reading/arguments';
import { formatJson, formatTable, toLine } from '../../terminal/format';
import { withRollout } from './with-rollout';

/** The options of `octavo rollout audit`. */
interface AuditOptions {
  readonly limit?: string;
  readonly before?: string;
  readonly json?: boolean;
}

/** `octavo rollout audit`: lists the changes of the rules, with author and reason. */
export async function audit(context: CommandContext<AuditOptions>): Promise<ExitCode> {
  const { io, options } = context;
  const query = queryOf(options);
  const entries = await withRollout(context, (rollout) => rollout.audit(query));
  io.stdout.write(options.json === true ? `${formatJson([...entries])}\n` : describeEntries(entries));
  return exitCodes.success;
}

function queryOf({ limit = '20', before }: AuditOptions): AuditQuery {
  return {
    limit: readWholeNumber('--limit', limit, [1, 1_000]),
    ...(before === undefined ? {} : { before: readWholeNumber('--before', before, [1, 999_999_999]) }),
  };
}

/** Reasons of gates are long; --json has the full text. */
const REASON_WIDTH = 100;

function describeEntries(entries: readonly AuditEntry[]): string {
  if (entries.length === 0) return 'No changes.\n';
  const rows = entries.map(({ revision, at, actor, change, reason }) => [
    `${revision}`,
    at,
    toLine(actor),
    toLine(change),
    toLine(reason, REASON_WIDTH),
  ]);
  return `${formatTable(['REVISION', 'AT', 'WHO', 'CHANGE', 'WHY'], rows).join('\n')}\n`;
}
