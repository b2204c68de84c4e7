/** The error if the store cannot be reached or does not answer in time. The command may have been executed or not. */
export class StoreUnavailableError extends Error {
  /** What to do, as a sentence; undefined if the reason says it. */
  readonly advice: string | undefined;

  constructor(reason: string, cause?: unknown, advice?: string) {
    super(`The store is not available: ${reason}`, { cause });
    this.name = 'StoreUnavailableError';
    this.advice = advice;
  }
}
