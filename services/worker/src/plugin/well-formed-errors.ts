type Activity = (request: never) => Promise<unknown>;

const TEXTS = ['message', 'stack', 'type'];

/**
 * Wraps an activity so that the texts of its errors are valid Unicode. A lone surrogate is not valid UTF-8, and the SDK
 * would shut down the worker because of it. Octavo's own workers have a failure converter for this.
 */
export function wellFormedErrors(activity: Activity): Activity {
  return async (request) => {
    try {
      return await activity(request);
    } catch (error) {
      makeWellFormed(error);
      throw error;
    }
  };
}

function makeWellFormed(error: unknown): void {
  if (!(error instanceof Error)) return;
  for (const name of TEXTS) {
    const text: unknown = Reflect.get(error, name);
    if (typeof text === 'string' && !text.isWellFormed()) Reflect.set(error, name, text.toWellFormed());
  }
  makeWellFormed(error.cause);
}
