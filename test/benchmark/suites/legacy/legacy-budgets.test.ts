import { budgetOf } from '../../budgets';
import { readMeasured } from '../../measured.fixture';
import { stores } from '../../world/store-kind';
import { legacyCases } from './legacy-cases';

const measured = readMeasured().rows.filter(({ suite }) => suite === 'legacy');

it('every measured row is compared with the old engine', () => {
  expect(measured.length).toBeGreaterThan(200);
  expect(measured.filter((row) => budgetOf(row) === undefined)).toEqual([]);
});

it('every case is measured with both stores', () => {
  const cases = new Set(measured.map((row) => row.case));
  expect([...cases]).toEqual(
    expect.arrayContaining(legacyCases.flatMap((one) => stores.map((store) => `${one.case}, ${store}`))),
  );
});

it.each(stores)('the promised speed-up of a case is its budget, and no case may be slower: %s', (store) => {
  const least = legacyCases.map(
    (one) => budgetOf({ suite: 'legacy', case: `${one.case}, ${store}`, metric: 'throughput' })?.atLeast,
  );
  expect(least).toEqual(legacyCases.map(({ minSpeedUp }) => minSpeedUp ?? 0.95));
});
