/** What the flags of one run may depend on. The same for the whole run, so that flags stick. */
export interface FlagContext {
  readonly workflowId: string;
  /** Id of the definition. */
  readonly definition: string;
  /** Absent: the run belongs to no tenant. */
  readonly tenant?: string;
}
