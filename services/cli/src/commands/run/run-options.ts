import type { StartOptions } from '@octavo/client';
import { type MigrationOptions, toMigration } from './migration-options';

/** The options of `octavo run`. */
export interface RunOptions extends MigrationOptions {
  /** JSON, `@file`, or `-`. Default `{}`, and the defaults of the schema. */
  readonly input?: string;
  readonly json?: boolean;
  /** Work in this process on a server that is there, on a task queue of its own. Default: leave it to the workers. */
  readonly work?: boolean;
  /** Default: the definition's id and a random part. */
  readonly workflowId?: string;
}

/**
 * What the client takes, beside the input.
 *
 * @throws CliError USAGE_INVALID
 */
export function toStartOptions(options: RunOptions): Pick<StartOptions, 'workflowId' | 'migration'> {
  const { workflowId } = options;
  return { ...toMigration(options), ...(workflowId === undefined ? {} : { workflowId }) };
}
