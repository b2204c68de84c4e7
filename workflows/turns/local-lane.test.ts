import { LocalLane } from './local-lane';

function deferred<T>(): { readonly promise: Promise<T>; resolve(value: T): void; reject(error: Error): void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((settle, fail) => {
    resolve = settle;
    reject = fail;
  });
  return { promise, resolve, reject };
}

it('delivers results in the order in which the work began, one in each turn', async () => {
  const lane = new LocalLane();
  const [first, second] = [deferred<string>(), deferred<string>()];
  const delivered: string[] = [];
  for (const work of [first, second]) void lane.run(() => work.promise).then((name) => delivered.push(name));
  second.resolve('second');
  await second.promise;
  expect(lane.isDue).toBe(false);
  first.resolve('first');
  await Promise.resolve();
  expect(lane.isDue).toBe(true);
  lane.takeTurn();
  await Promise.resolve();
  expect(delivered).toEqual(['first']);
  lane.takeTurn();
  await Promise.resolve();
  expect(delivered).toEqual(['first', 'second']);
  expect(lane.isDue).toBe(false);
});

it('delivers failures in turn too', async () => {
  const lane = new LocalLane();
  const failing = lane.run(() => Promise.reject(new Error('no')));
  await Promise.resolve();
  lane.takeTurn();
  await expect(failing).rejects.toThrow('no');
});
