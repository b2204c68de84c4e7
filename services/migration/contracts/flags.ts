/**
 * The mode of a task. `legacy`: the old engine. `shadow`: the old engine decides, and the new one computes the same without
 * side effects, for a comparison. `new`: the new engine.
 */
export type EngineMode = 'legacy' | 'shadow' | 'new';

/** The engine whose result counted for a visit; in shadow mode the old one. */
export type Engine = 'legacy' | 'new';

/** The data of one run on which flags may depend. It is constant for the whole run, so that flags are stable. */
export interface FlagContext {
  readonly workflowId: string;
  /** Id of the definition. */
  readonly definition: string;
  /** Absent if the run has no tenant. */
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
