import { rateOf } from './rate-of';

it('does the work in every round for the given time', () => {
  let done = 0;
  const rate = rateOf(() => void (done += 1), { rounds: 3, stretchMs: 1 });
  expect(done % 1_000).toBe(0);
  expect(done).toBeGreaterThanOrEqual(3_000);
  expect(rate).toBeGreaterThan(0);
});
