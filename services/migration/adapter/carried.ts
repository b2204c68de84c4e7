import { isJsonObject, type Json } from '@octavo/orchestrators';
import type { AlongReply, AlongRequest } from '../contracts/along';

// What rides along is any JSON to the engine. Both ends are ours: here it becomes what it is to the migration.

/** What a run or a worker sends along, as it travels. */
export function pack(along: AlongRequest | AlongReply | undefined): Json {
  return along as unknown as Json;
}

export function requestIn(along: Json): AlongRequest {
  return along as unknown as AlongRequest;
}

export function replyIn(along: Json): AlongReply {
  return along as unknown as AlongReply;
}

/** The tenant that a run's argument names with `migration`. */
export function tenantOf(asked: Json | undefined): Pick<AlongRequest, 'tenant'> {
  const tenant = isJsonObject(asked) ? asked['tenant'] : undefined;
  return typeof tenant === 'string' ? { tenant } : {};
}
