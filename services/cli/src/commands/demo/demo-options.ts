import { CliError } from '../../cli-error';

/** The options of `octavo demo`. */
export interface DemoOptions {
  /** Who approves: a second `run` with a signal task, `me` in this terminal, or `nobody`. Default `run`. */
  readonly approve?: string;
  /** Where audit.json and audit.md are written. Default: here. */
  readonly folder?: string;
  /** Leave the server on at the end, until Ctrl-C. */
  readonly keep?: boolean;
}

/** Who approves, to how long the audit waits for it. */
const timeouts = { run: '1m', me: '15m', nobody: '5s' } as const;

export type Approver = keyof typeof timeouts;

/**
 * Reads `--approve`.
 *
 * @throws CliError USAGE_INVALID
 */
export function readApprover({ approve = 'run' }: DemoOptions): Approver {
  if (Object.hasOwn(timeouts, approve)) return approve as Approver;
  throw new CliError('USAGE_INVALID', `--approve takes run, me or nobody, not "${approve}".`);
}

/** How long the audit waits for its approval. */
export function approvalTimeout(approver: Approver): string {
  return timeouts[approver];
}
