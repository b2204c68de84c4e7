import { slopeOf } from './slope-of';

it('is the increase of y per x', () => {
  expect(
    slopeOf([
      [10, 5],
      [20, 25],
      [30, 45],
    ]),
  ).toBe(2);
});

it('averages values that go up and down', () => {
  expect(
    slopeOf([
      [0, 3],
      [1, 5],
      [2, 3],
    ]),
  ).toBe(0);
});
