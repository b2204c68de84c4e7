import type { CliError } from './cli-error';

/**
 * What `--json` gives where there is no run, or where the command left it: a result with its fields, and without a
 * status. `error.details.problems` has the mistakes of a definition or an input.
 */
export function refusalOf({ code, message, details, run }: CliError): object {
  const error = { code, message, task: '', details, attempt: 1 };
  const { workflowId = null, runId = null } = run ?? {};
  return { workflowId, runId, status: null, output: null, error, tasks: {}, stats: null };
}
