import type { Eventually } from '../contracts/eventually';

/**
 * Work written as a generator: `yield* settled(x)` stands where an async function says `await x`. What is there already
 * is gone on with at once, so a task without a round trip makes no promise. In Temporal's sandbox that counts: the SDK
 * is told of every promise, and each step of one is a turn of the microtask queue. Their number also decides the order of
 * commands where several tasks go on in one activation, so a conversion from `async` to a flow, or back, can break the replay
 * of runs under way: `test/replay` is run before and after.
 */
export type Flow<Result> = Generator<Promise<unknown>, Result, unknown>;

/** Runs a flow: to its end, or to the first thing that is not there yet; a promise has the rest then. */
export function runFlow<Result>(flow: Flow<Result>): Eventually<Result> {
  const { done, value } = flow.next();
  return done === true ? value : finish(flow, value);
}

/** The value, waited for where it is not there yet. */
export function* settled<Value>(value: Eventually<Value>): Flow<Value> {
  return value instanceof Promise ? ((yield value) as Value) : value;
}

/** Waits for all of them; the first that fails, fails it. */
export function* together(values: Iterable<Eventually<unknown>>): Flow<void> {
  const pending = [...values].filter((value) => value instanceof Promise);
  if (pending.length > 0) yield Promise.all(pending);
}

function finish<Result>(flow: Flow<Result>, first: Promise<unknown>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const goOn = (advance: () => IteratorResult<Promise<unknown>, Result>): void => {
      try {
        const { done, value } = advance();
        if (done === true) resolve(value);
        else wait(value);
      } catch (thrown) {
        reject(thrown); // oxlint-disable-line typescript/prefer-promise-reject-errors -- passed on as it came
      }
    };
    const wait = (pending: Promise<unknown>): void => {
      const resume = (value: unknown): void => goOn(() => flow.next(value));
      pending.then(resume, (thrown: unknown) => goOn(() => flow.throw(thrown)));
    };
    wait(first);
  });
}
