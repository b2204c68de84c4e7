import type { Json } from '@octavo/orchestrators';

/**
 * A request or reply of an activity that carries data of the run's extension. Octavo's activities ignore the data; an
 * addition to the worker wraps them to read and answer it. Recorded histories contain `along`, so it cannot be renamed.
 */
export interface CarriesAlong {
  readonly along?: Json;
}
