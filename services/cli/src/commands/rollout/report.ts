import type { ReportQuery } from '@octavo/migration';
import type { CommandContext } from '../../command-context';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { readWholeNumber } from '../../reading/whole-number';
import { formatJson } from '../../terminal/format';
import { paletteFor } from '../../terminal/palette';
import { describeReport } from './describe-report';
import { readDuration } from './read-duration';
import { withRollout } from './with-rollout';

/** The options of `octavo rollout report`. */
export interface ReportOptions {
  readonly type?: string;
  readonly definition?: string;
  readonly since?: string;
  readonly examples?: string;
  readonly json?: boolean;
}

/** `octavo rollout report`: what was compared, what differs, and how both engines do. */
export async function report(context: CommandContext<ReportOptions>): Promise<ExitCode> {
  const { io, options } = context;
  const query = queryOf(options);
  const examples = readWholeNumber('--examples', options.examples ?? '1', [0, 5]);
  const known = await withRollout(context, (rollout) => rollout.report(query));
  const style = { palette: paletteFor(io.stdout, io), examples };
  io.stdout.write(options.json === true ? `${formatJson(known)}\n` : describeReport(known, style));
  return exitCodes.success;
}

function queryOf({ type, definition, since }: ReportOptions): ReportQuery {
  return {
    ...(type === undefined ? {} : { type }),
    ...(definition === undefined ? {} : { definition }),
    ...(since === undefined ? {} : { windowMs: readDuration('--since', since) }),
  };
}
