import type * as ioredis from 'ioredis';
import type { SentinelConnectionOptions } from 'ioredis';

type ConnectToSentinel = (address: object, options?: object) => unknown;

/**
 * The library's connector by Sentinel, without the timers by which it waits for connections to close, two seconds each: they
 * run also where a connection has closed by itself before, and keep the process alive.
 */
export function makeSentinelConnector({ SentinelConnector }: typeof ioredis, sentinelDisconnectTimeoutMs: number) {
  return class extends SentinelConnector {
    constructor(options: unknown) {
      super(options as SentinelConnectionOptions);
      // No option reaches the connections to the sentinels.
      const connect = Reflect.get(this, 'connectToSentinel') as ConnectToSentinel;
      const connectToSentinel: ConnectToSentinel = (address, others) =>
        connect.call(this, address, { disconnectTimeout: sentinelDisconnectTimeoutMs, ...others });
      Reflect.set(this, 'connectToSentinel', connectToSentinel);
    }

    override disconnect(): void {
      // The library waits for the event `close` of its stream, which has been.
      if (this.stream?.closed) Reflect.deleteProperty(this, 'stream');
      super.disconnect();
    }
  };
}
