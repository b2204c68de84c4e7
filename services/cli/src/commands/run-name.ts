/** The option that names one run of a workflow id. */
export interface RunNameOptions {
  /** Default: the latest run of the workflow id. */
  readonly runId?: string;
}

/** The option as commander takes it. */
export const runNameOption = { '--run-id <id>': 'one run of that workflow id (default: the latest)' } as const;

/** What the client takes. */
export function toRunName({ runId }: RunNameOptions): { readonly runId?: string } {
  return runId === undefined ? {} : { runId };
}
