import type { EngineMode } from './engine-mode';

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
