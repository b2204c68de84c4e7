import type { ActivityAction } from '@octavo/orchestrators';
import type { TaskStateStore } from '@octavo/state';
import type { NativeConnection, State } from '@temporalio/worker';

/** A worker that is ready to run. */
export interface OctavoWorker {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly store: TaskStateStore;
  /** All actions that it runs in activities; a client that validates definitions wants to know them. */
  readonly actions: readonly ActivityAction[];
  /** Where it answers probes, `host:port`; absent where it does not. */
  readonly health?: string;
  /** Works until `shutdown`; resolves when everything has come to rest. Rejects where the worker breaks. */
  run(): Promise<void>;
  /** Where it stands, as the SDK names it. */
  state(): State;
  /** Takes no more work; what runs may go on for `shutdownGraceMs`. */
  shutdown(): void;
}
