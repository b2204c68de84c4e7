/** Thrown by whatever waits, as soon as its cancellation token is cancelled. Never leaves the engine. */
export class CanceledError extends Error {
  constructor() {
    super('cancelled');
    this.name = 'CanceledError';
  }
}
