/** The store cannot be reached or does not answer in time; what was asked may or may not have happened. */
export class StoreUnavailableError extends Error {
  /** What to do, as a sentence; absent where the reason says it. */
  readonly advice: string | undefined;

  constructor(reason: string, cause?: unknown, advice?: string) {
    super(`The store is not available: ${reason}`, { cause });
    this.name = 'StoreUnavailableError';
    this.advice = advice;
  }
}
