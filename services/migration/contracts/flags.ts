/**
 * By which engine a task runs: `legacy` the old one; `shadow` the old one decides and acts, and the new one computes
 * beside it without side effects, to be compared; `new` the new one.
 */
export type EngineMode = 'legacy' | 'shadow' | 'new';

/** Which engine's work counted for a visit. In shadow mode that is the old one's. */
export type Engine = 'legacy' | 'new';

/** What the flags of one run may depend on. The same for the whole run, so that flags stick. */
export interface FlagContext {
  readonly workflowId: string;
  /** Id of the definition. */
  readonly definition: string;
  /** Absent: the run belongs to no tenant. */
  readonly tenant?: string;
}

/**
 * The flags of one run at one moment, evaluated in an activity and recorded in the history by its result, so that
 * replays agree.
 */
export interface FlagSnapshot {
  /** Two snapshots of one run with the same revision have the same modes. Not ordered. */
  readonly revision: string;
  /** By task type, all eight. */
  readonly modes: Readonly<Record<string, EngineMode>>;
}
