import type { Json } from '@octavo/orchestrators';

/**
 * A request or a reply of an activity that carries something for what was added to the run: there with the request, back
 * with the reply. The activities here do not look at it; who adds something to a worker wraps them.
 */
export interface CarriesAlong {
  readonly along?: Json;
}
