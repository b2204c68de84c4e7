import type { Json } from '@octavo/orchestrators';
import type { Context } from '@temporalio/activity';

/** Tells Temporal that an action lives. */
export interface Heartbeats {
  beat(details?: Json): void;
  stop(): void;
}

const INTERVAL_MS = 1_000;

const silent: Heartbeats = { beat: () => undefined, stop: () => undefined };

/**
 * Beats every second from the first second on, with the details given last; this is also how a cancellation reaches the
 * activity. A local activity has no heartbeats: it would log a warning each time.
 */
export function startHeartbeats(context: Context, previous: Json): Heartbeats {
  if (context.info.isLocal) return silent;
  let details = previous;
  const beat = (): void => context.heartbeat(details);
  const timer = setInterval(beat, intervalFor(context.info.heartbeatTimeoutMs));
  timer.unref();
  const beatWith = (given?: Json): void => {
    details = given ?? details;
    beat();
  };
  return { beat: beatWith, stop: () => clearInterval(timer) };
}

function intervalFor(heartbeatTimeoutMs: number | undefined): number {
  return heartbeatTimeoutMs ? Math.min(INTERVAL_MS, heartbeatTimeoutMs / 3) : INTERVAL_MS;
}
