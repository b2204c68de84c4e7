/**
 * Tells work to stop. Tokens form a tree: cancelling one cancels all its forks. The runtime's own scopes are attached
 * to the leaves (a timer, an action), so the engine always knows the cause of a cancellation.
 */
export interface Cancellation {
  readonly isCanceled: boolean;
  /**
   * Calls `listener` once on cancellation, or at once if it is already cancelled. Returns a function that removes the
   * listener.
   */
  onCancel(listener: () => void): Unsubscribe;
  fork(): CancellationSource;
}

/** A token together with the function that cancels it. */
export interface CancellationSource extends Cancellation {
  cancel(): void;
  /** Detaches it from its parent; call it when the work has ended. */
  release(): void;
}

export type Unsubscribe = () => void;
