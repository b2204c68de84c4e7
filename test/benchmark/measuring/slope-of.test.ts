import { slopeOf } from './slope-of';

it('is what y gains for each x', () => {
  expect(
    slopeOf([
      [10, 5],
      [20, 25],
      [30, 45],
    ]),
  ).toBe(2);
});

it('evens out what goes up and down', () => {
  expect(
    slopeOf([
      [0, 3],
      [1, 5],
      [2, 3],
    ]),
  ).toBe(0);
});
