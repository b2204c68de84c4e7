import type { ActivityAction } from '@octavo/orchestrators';
import type { TaskStateStore } from '@octavo/state';
import type { NativeConnection, State } from '@temporalio/worker';

/** A worker that is ready to run. */
export interface OctavoWorker {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly store: TaskStateStore;
  /** All actions that it runs in activities, for a client that validates definitions. */
  readonly actions: readonly ActivityAction[];
  /** The address of its probes, `host:port`; absent without probes. */
  readonly health?: string;
  /** Works until `shutdown`; resolves when all work has ended. Rejects if the worker fails. */
  run(): Promise<void>;
  /** The state of the worker, with the SDK's names. */
  state(): State;
  /** Takes no more work; running actions have `shutdownGraceMs` to end. */
  shutdown(): void;
}
