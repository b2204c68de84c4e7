import type { Cluster, Redis } from 'ioredis';

/** Listens to a channel for as long as `connection`, which is used for nothing else, lives; see `RedisClient.subscribe`. */
export function subscribe(connection: Redis | Cluster, channel: string, onNews: () => void): () => void {
  connection.on('message', onNews);
  connection.on('ready', () => {
    // Where the connection is lost again, the next `ready` subscribes.
    connection.subscribe(channel).then(onNews, () => undefined);
  });
  connection.on('error', () => undefined);
  return () => {
    connection.removeAllListeners('message');
    connection.disconnect();
  };
}
