import type { Json } from '@octavo/orchestrators';

/**
 * Lets an extension of the run attach data to the activities that the run starts anyway, and read their replies. Adds no
 * events to the history.
 */
export interface Piggyback {
  /** Called before each activity that can carry data. */
  attach(): Attachment;
}

export interface Attachment {
  /** The data to send. */
  readonly attached: Json;
  /** Called once, with the data in the reply; undefined if the activity failed or its reply had no data. */
  end(reply: Json | undefined): void;
}
