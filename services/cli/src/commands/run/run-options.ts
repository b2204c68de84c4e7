/** The options of `octavo run`. */
export interface RunOptions {
  /** JSON, `@file`, or `-`. Default `{}`, and the defaults of the schema. */
  readonly input?: string;
  readonly json?: boolean;
  /** Default: the definition's id and a random part. */
  readonly workflowId?: string;
}
