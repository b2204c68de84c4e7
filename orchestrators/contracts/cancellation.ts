/**
 * Tells work to stop. Tokens form a tree: cancelling one cancels all that were forked from it. The runtime's own scopes
 * hang on the leaves (a timer, an action), so the engine always knows who cancelled what.
 */
export interface Cancellation {
  readonly isCanceled: boolean;
  /** Calls `listener` once on cancellation, at once where it has happened. Returns how to stop listening. */
  onCancel(listener: () => void): Unsubscribe;
  fork(): CancellationSource;
}

/** A token together with the right to cancel it. */
export interface CancellationSource extends Cancellation {
  cancel(): void;
  /** Lets go of the parent; to be called when the work has ended. */
  release(): void;
}

export type Unsubscribe = () => void;
