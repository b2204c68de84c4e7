import type { Json } from '@octavo/orchestrators';
import type { Context } from '@temporalio/activity';

/** Tells Temporal that an action lives. */
export interface Heartbeats {
  /** The details that were recorded last, those of earlier attempts included; null for none. */
  readonly details: Json;
  beat(details?: Json): void;
  stop(): void;
}

const INTERVAL_MS = 1_000;

/**
 * Beats every second from the first second on, with the details given last; this is also how a cancellation reaches the
 * activity. A local activity keeps its details and sends nothing: Temporal would log a warning each time.
 */
export function startHeartbeats(context: Context, previous: Json): Heartbeats {
  let details = previous;
  const send = (): void => (context.info.isLocal ? undefined : context.heartbeat(details));
  const timer = setInterval(send, intervalFor(context.info.heartbeatTimeoutMs));
  timer.unref();
  return {
    get details() {
      return details;
    },
    beat: (given) => {
      details = given ?? details;
      send();
    },
    stop: () => clearInterval(timer),
  };
}

function intervalFor(heartbeatTimeoutMs: number | undefined): number {
  return heartbeatTimeoutMs ? Math.min(INTERVAL_MS, heartbeatTimeoutMs / 3) : INTERVAL_MS;
}
