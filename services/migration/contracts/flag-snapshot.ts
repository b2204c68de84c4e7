import type { EngineMode } from './engine-mode';

/** What the flags said for one run at one moment. */
export interface FlagSnapshot {
  /** Changes with the rules. */
  readonly revision: string;
  /** By task type; a type that is absent: `new`. */
  readonly modes: Readonly<Record<string, EngineMode>>;
}

/** What flags are evaluated for. */
export interface FlagContext {
  readonly workflowId: string;
  /** Id of the definition. */
  readonly definition: string;
  readonly tenant?: string;
}
