import { budgetOf, budgets, describeBudget, isKept } from './budgets';
import { readMeasured } from './measured.fixture';
import { toRow } from './report/bench-row';
import { suites } from './suites/suites';

const { rows } = readMeasured();
const suiteNames = suites.map(({ name }) => name);
const named = budgets.map((budget) => [budget.suite, budget.case ?? 'any case', budget.metric, budget] as const);

describe('every budget', () => {
  it.each(named)('%s, %s, %s belongs to a measured row', (suite, _case, metric, budget) => {
    expect(suiteNames).toContain(suite);
    const measured = rows.filter((row) => row.suite === suite);
    const bound = measured.filter((row) => row.metric === metric && row.case === (budget.case ?? row.case));
    expect(measured.length === 0 || bound.length > 0).toBe(true);
  });

  it.each(named)('%s, %s, %s is not hidden by an earlier budget', (suite, name, metric, budget) => {
    expect(budgetOf({ suite, case: name, metric })).toBe(budget);
  });

  it.each(named)('%s, %s, %s can be missed', (suite, name, metric, budget) => {
    const row = (subject: number, baseline: number) => toRow({ suite, case: name, metric }, subject, baseline);
    const extremes = [row(0, 1_000), row(1e9, 1), row(Number.NaN, 1)];
    expect(extremes.filter((one) => !isKept(one, budget)).length).toBeGreaterThanOrEqual(2);
  });
});

it('a row without a promise has no budget', () => {
  expect(budgetOf({ suite: 'sequence', case: 'ten remote actions', metric: 'bytes' })).toBeUndefined();
});

it.each([
  [{ of: 'ratio', atLeast: 0.95 }, 'ratio ≥ 0.95'],
  [{ of: 'subject', atLeast: 1_000_000 }, 'subject ≥ 1,000,000'],
  [{ of: 'subject', atMost: 400 }, 'subject ≤ 400'],
  [{ of: 'difference', atLeast: 0, atMost: 0 }, 'difference = 0'],
] as const)('%j is written as %s', (budget, text) => {
  expect(describeBudget(budget)).toBe(text);
});
