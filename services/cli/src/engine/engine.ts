import type { OctavoClient } from '@octavo/client';

/** A server that answers, and a client of it; with what had to be started for that. */
export interface Engine {
  readonly client: OctavoClient;
  readonly address: string;
  readonly namespace: string;
  /** Of the embedded server's web UI; undefined for a configured server, which does not tell where its own is. */
  readonly uiUrl: string | undefined;
  /** Rejects when something that was started here breaks down. Never resolves. */
  readonly broken: Promise<never>;
  /**
   * Starts a worker here, which `close` stops; there only where the server said that another one is at work. Rejects when
   * the worker cannot start or breaks down. Never resolves.
   */
  readonly workHere?: () => Promise<never>;
  /** Stops what was started, and closes what was opened. */
  close(): Promise<void>;
}
