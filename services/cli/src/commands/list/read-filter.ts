import type { ListOptions as Filter } from '@octavo/client';
import { CliError } from '../../cli-error';
import { requireName } from '../../reading/require-name';
import { readPointInTime } from '../../reading/point-in-time';
import { readWholeNumber } from '../../reading/whole-number';
import { readStatus } from './read-status';

/** The options of `octavo ls` that say which runs. */
export interface FilterOptions {
  readonly definition?: string;
  readonly status?: string;
  readonly open?: boolean;
  readonly error?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit?: string;
}

/**
 * Reads which runs are listed.
 *
 * @throws CliError USAGE_INVALID for a value with a mistake, and for options that no run can match together
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
    return '--open gives runs that have not ended, --error those that ended with it. Leave out one.';
  const isOpenStatus = status === 'RUNNING' || status === 'PAUSED';
  if (open && status !== undefined && !isOpenStatus)
    return `--open gives runs that have not ended, and ${status} is the status of an ended one. Leave out --open.`;
  if (error !== undefined && (isOpenStatus || status === 'SUCCESS'))
    return `--error gives runs that ended with an error, and one that is ${status} has none. Leave out --status.`;
  return undefined;
}
