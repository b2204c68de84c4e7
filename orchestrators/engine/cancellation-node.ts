import type { Cancellation, CancellationSource, Unsubscribe } from '../contracts/cancellation';
import type { TaskOutcome } from '../model/outcome';

/** Thrown by everything that waits when its cancellation token is cancelled. Never leaves the engine. */
export class CanceledError extends Error {
  constructor() {
    super('cancelled');
    this.name = 'CanceledError';
  }
}

/** A token of the cancellation tree. Listeners are called in the order of their registration, so that replays agree. */
export class CancellationNode implements CancellationSource {
  #isCanceled = false;
  readonly #listeners = new Set<() => void>();
  #leaveParent: Unsubscribe = () => {};

  get isCanceled(): boolean {
    return this.#isCanceled;
  }

  cancel(): void {
    if (this.#isCanceled) return;
    this.#isCanceled = true;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
  }

  onCancel(listener: () => void): Unsubscribe {
    if (this.#isCanceled) {
      listener();
      return () => {};
    }
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  fork(): CancellationNode {
    const child = new CancellationNode();
    child.#leaveParent = this.onCancel(() => child.cancel());
    return child;
  }

  release(): void {
    this.#leaveParent();
  }
}

/** Throws `CanceledError` if `cancellation` is cancelled. */
export function throwIfCanceled(cancellation: Cancellation): void {
  if (cancellation.isCanceled) throw new CanceledError();
}

/** Throws `CanceledError` if `outcome` is that of a child that `cancellation` has stopped, or kept from starting. */
export function throwIfStopped(outcome: TaskOutcome, cancellation: Cancellation): void {
  if (cancellation.isCanceled && outcome.status === 'CANCELED') throw new CanceledError();
}

/** Resolves when `start` calls `resolve`; throws `CanceledError` as soon as `cancellation` is cancelled. */
export function waitUnlessCanceled<T>(
  cancellation: Cancellation,
  start: (resolve: (value: T) => void, reject: (error: unknown) => void) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const leave = cancellation.onCancel(() => reject(new CanceledError()));
    const settle =
      <V>(end: (value: V) => void) =>
      (value: V): void => {
        leave();
        end(value);
      };
    start(settle(resolve), settle(reject));
  });
}
