import type { OctavoClient } from '@octavo/client';
import type { SharedStore } from './shared-store';

/** A server that answers, and a client of it; with what was started here for a run. */
export interface Engine {
  readonly client: OctavoClient;
  readonly address: string;
  readonly namespace: string;
  /** Runs of this client go to this task queue. */
  readonly taskQueue: string;
  /** The server's web UI, where it is known: a configured server does not tell. */
  readonly uiUrl: string | undefined;
  /** Of workers elsewhere; absent where their states are in memory, and where the worker is here. */
  readonly sharedStore?: SharedStore;
  /** What nobody else has and ends with this process: its server, the task queue that only it serves, or nothing. */
  readonly own: 'server' | 'taskQueue' | 'nothing';
  /** Rejects when something that was started here breaks down. Never resolves. */
  readonly broken: Promise<never>;
  /** Stops what was started, lets running actions end before, and closes what was opened. */
  close(): Promise<void>;
  /** Ends at once what must not outlive this process. */
  abandon(): Promise<void>;
}
