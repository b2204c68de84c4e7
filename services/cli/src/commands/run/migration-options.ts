import type { MigrationOption } from '@octavo/client';
import { CliError } from '../../cli-error';

/** How a run that is started takes part in a migration between engines. */
export interface MigrationOptions {
  readonly tenant?: string;
  /** False for `--no-migration`. */
  readonly migration?: boolean;
}

/** The options as commander takes them. */
export const migrationOptions = {
  '--tenant <name>': 'tenant of the run, for the flags of a migration',
  '--no-migration': 'exclude the run from a migration between engines',
} as const;

/**
 * What the client takes; nothing where the configuration is to say it.
 *
 * @throws CliError USAGE_INVALID
 */
export function toMigration({ tenant, migration }: MigrationOptions): { readonly migration?: MigrationOption } {
  if (migration === false && tenant !== undefined)
    throw new CliError(
      'USAGE_INVALID',
      '--tenant says whom the flags of a migration see; with --no-migration none does.',
    );
  if (migration === false) return { migration: false };
  return tenant === undefined ? {} : { migration: { tenant } };
}
