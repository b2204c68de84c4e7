import { linearScale, logScale, roundTicks } from './scale';

it('a linear scale has equal steps for equal differences', () => {
  const { place } = linearScale({ from: 0, to: 10 }, { from: 100, to: 200 }, []);
  expect([0, 5, 10].map(place)).toEqual([100, 150, 200]);
});

it('a scale of factors has equal steps for equal factors, and an end', () => {
  const { place } = logScale({ from: 0.25, to: 4 }, { from: 0, to: 400 }, []);
  expect([0.25, 0.5, 1, 2, 4].map(place)).toEqual([0, 100, 200, 300, 400]);
  expect([0.01, 99].map(place)).toEqual([0, 400]);
});

it.each([
  [93, [0, 20, 40, 60, 80, 100]],
  [1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [480, [0, 100, 200, 300, 400, 500]],
])('an axis up to %d has the ticks %j', (largest, ticks) => {
  expect(roundTicks(largest).map((tick) => Number(tick.toFixed(6)))).toEqual(ticks);
});
