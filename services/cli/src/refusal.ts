import type { CliError } from './cli-error';

/**
 * What `--json` gives where there is no run: a result with its fields, and without a status. `error.details.problems`
 * has the mistakes of a definition or an input.
 */
export function refusalOf({ code, message, details }: CliError): object {
  const error = { code, message, task: '', details, attempt: 1 };
  return { workflowId: null, runId: null, status: null, output: null, error, tasks: {}, stats: null };
}
