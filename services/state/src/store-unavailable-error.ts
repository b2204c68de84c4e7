/** The store cannot be reached or does not answer in time; what was asked may or may not have happened. */
export class StoreUnavailableError extends Error {
  constructor(reason: string, cause?: unknown) {
    super(`The store is not available: ${reason}`, { cause });
    this.name = 'StoreUnavailableError';
  }
}
