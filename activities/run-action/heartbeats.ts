import type { Json } from '@octavo/orchestrators';
import type { Context } from '@temporalio/activity';

/** The heartbeats of an attempt. */
export interface Heartbeats {
  /** The latest details, those of earlier attempts included; null if there are none. */
  readonly details: Json;
  beat(details?: Json): void;
  stop(): void;
}

const INTERVAL_MS = 1_000;

/**
 * Sends a heartbeat every second, with the latest details. An activity also learns of its cancellation with a heartbeat. A
 * local activity keeps its details and sends nothing, because Temporal would log a warning each time.
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
