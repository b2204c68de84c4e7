import type { Json } from '@octavo/orchestrators';

/** Rides along with the round trips that a run makes anyway, for what was added to the run. Costs no event. */
export interface Rider {
  /** Asked whenever an activity is about to be asked for. */
  depart(): Trip;
}

export interface Trip {
  readonly along: Json;
  /** Must be called once: with what came back, undefined where nothing did. */
  end(told: Json | undefined): void;
}
