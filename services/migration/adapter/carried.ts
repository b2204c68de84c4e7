import { isJsonObject, type Json } from '@octavo/orchestrators';
import type { AlongReply, AlongRequest } from '../contracts/along';

// The engine treats the attached data as JSON. Both ends belong to the migration, so these functions only change the type.

/** Converts the attached data of a run or a worker to JSON. */
export function pack(along: AlongRequest | AlongReply | undefined): Json {
  return along as unknown as Json;
}

export function requestIn(along: Json): AlongRequest {
  return along as unknown as AlongRequest;
}

export function replyIn(along: Json): AlongReply {
  return along as unknown as AlongReply;
}

/** The tenant in the `migration` field of a run's argument. */
export function tenantOf(requested: Json | undefined): Pick<AlongRequest, 'tenant'> {
  const tenant = isJsonObject(requested) ? requested['tenant'] : undefined;
  return typeof tenant === 'string' ? { tenant } : {};
}
