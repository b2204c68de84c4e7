import type { Eventually } from '../contracts/eventually';

/**
 * Work written as a generator: `yield* settled(x)` takes the place of `await x` in an async function. If the value is
 * available, the flow continues at once, so that a task without a round trip creates no promise. Promises are expensive
 * in Temporal's sandbox: the SDK tracks every promise, and each step of one is a turn of the microtask queue. The
 * number of these turns also decides the order of commands if several tasks continue in one activation. So a conversion
 * from `async` to a flow, or back, can break the replay of running workflows: run `test/replay` before and after it.
 */
export type Flow<Result> = Generator<Promise<unknown>, Result, unknown>;

/** Runs a flow. Returns its result if it waits for nothing, else a promise of the result. */
export function runFlow<Result>(flow: Flow<Result>): Eventually<Result> {
  const { done, value } = flow.next();
  return done === true ? value : finish(flow, value);
}

/** Returns the value; waits for it if it is a promise. */
export function* settled<Value>(value: Eventually<Value>): Flow<Value> {
  return value instanceof Promise ? ((yield value) as Value) : value;
}

/** Waits for all values; fails with the first failure. */
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
        reject(thrown); // oxlint-disable-line typescript/prefer-promise-reject-errors -- the thrown value is passed on
      }
    };
    const wait = (pending: Promise<unknown>): void => {
      const resume = (value: unknown): void => goOn(() => flow.next(value));
      pending.then(resume, (thrown: unknown) => goOn(() => flow.throw(thrown)));
    };
    wait(first);
  });
}
