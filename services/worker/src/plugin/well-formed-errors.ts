type Activity = (request: never) => Promise<unknown>;

const TEXTS = ['message', 'stack', 'type'];

/**
 * The same activity; the texts of the errors that it throws are well-formed. Half a character is no UTF-8, and the SDK answers
 * a failure that has one by shutting down the worker; Octavo's own workers have a failure converter for that.
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
