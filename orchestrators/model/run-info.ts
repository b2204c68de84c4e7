import type { JsonObject } from './json';

/** What expressions see as `run`. */
export interface RunInfo {
  /** Run id of the first execution. */
  readonly id: string;
  readonly workflowId: string;
  /** Id and version of the definition. */
  readonly definition: string;
  readonly version: string;
  /** RFC 3339 UTC. */
  readonly startedAt: string;
  readonly parent: JsonObject | null;
}
