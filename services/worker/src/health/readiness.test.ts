import { PartCheck } from './readiness';

// jest's fake timers also replace `performance.now`.
beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('checks once a second for any number of probes', async () => {
  const question = jest.fn(async () => 'answer');
  const check = new PartCheck(question);
  expect(await Promise.all([check.state(), check.state(), check.state()])).toEqual(['ok', 'ok', 'ok']);
  jest.advanceTimersByTime(999);
  await check.state();
  expect(question).toHaveBeenCalledTimes(1);
  jest.advanceTimersByTime(1);
  await check.state();
  expect(question).toHaveBeenCalledTimes(2);
});

it('waits two seconds for an answer, and starts no second check meanwhile', async () => {
  let answer: () => void = () => undefined;
  const question = jest.fn(() => new Promise<void>((resolve) => (answer = resolve)));
  const check = new PartCheck(question);
  for (let probe = 0; probe < 3; probe += 1) {
    const state = check.state();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await state).toBe('no answer');
  }
  expect(question).toHaveBeenCalledTimes(1);
  answer();
  await jest.advanceTimersByTimeAsync(0);
  const state = check.state();
  answer();
  expect(await state).toBe('ok');
  expect(question).toHaveBeenCalledTimes(2);
});

it('is ok again with the first answer after a failure', async () => {
  const question = jest.fn<Promise<unknown>, []>().mockRejectedValueOnce(new Error('away')).mockResolvedValue('here');
  const check = new PartCheck(question);
  expect(await check.state()).toBe('no answer');
  jest.advanceTimersByTime(1_000);
  expect(await check.state()).toBe('ok');
});
