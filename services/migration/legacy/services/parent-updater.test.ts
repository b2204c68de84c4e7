import { MemoryTaskStateStore } from '@octavo/state';
import { StateWriter } from '../activities/state-writer';
import type { StrategyRule } from '../contracts/children';
import { newState } from './new-state';
import { ParentUpdater } from './parent-updater';
import { decideStatus } from './status-rules';

const run = { workflowId: 'w', firstRunId: 'r' };
const rule = (fields: Partial<StrategyRule> = {}): StrategyRule => ({
  strategy: 'wait_all',
  tolerate: null,
  quorum: 1,
  ...fields,
});
const tally = (total: number, success = 0, failure = 0, skipped = 0) => ({ total, success, failure, skipped });

describe('a parent', () => {
  it.each([
    ['wait_all', tally(2, 1), 'open'],
    ['wait_all', tally(2, 1, 1), 'failure'],
    ['wait_all', tally(2, 2), 'success'],
    ['wait_all', tally(0), 'success'],
    ['fail_fast', tally(3, 0, 1), 'failure'],
    ['fail_fast', tally(3, 3), 'success'],
    ['best_effort', tally(2, 1, 1), 'success'],
    ['best_effort', tally(2, 0, 2), 'failure'],
    ['best_effort', tally(1, 0, 0, 1), 'success'],
    ['race', tally(3, 1), 'success'],
    ['race', tally(3, 0, 2), 'open'],
    ['race', tally(3, 0, 3), 'failure'],
    ['race', tally(2, 0, 0, 2), 'success'],
  ] as const)('with %s and %j is %s', (strategy, counts, decision) => {
    expect(decideStatus(rule({ strategy }), counts)).toBe(decision);
  });

  it('tolerates exactly the limit', () => {
    expect(decideStatus(rule({ tolerate: { count: 1 } }), tally(2, 1, 1))).toBe('success');
    expect(decideStatus(rule({ tolerate: { percent: 40 } }), tally(2, 1, 1))).toBe('failure');
    expect(decideStatus(rule({ tolerate: { percent: 50 } }), tally(3, 1, 1, 1))).toBe('success');
  });

  it('needs the quorum of a race', () => {
    const two = rule({ strategy: 'race', quorum: 2 });
    expect(decideStatus(two, tally(3, 1))).toBe('open');
    expect(decideStatus(two, tally(3, 1, 2))).toBe('failure');
  });

  it('is written and its tally updated when a child has ended', async () => {
    const store = new MemoryTaskStateStore();
    const place = { path: 'p', visit: 1, visitOfRound: 1, version: 7 };
    const parent = { ...newState({ id: 'p', type: 'parallel' }, place), status: 'RUNNING' as const };
    const updater = new ParentUpdater(new StateWriter(store));
    const reply = await updater.update({ ...run, parent, rule: rule(), tally: tally(2, 1), verdict: 'success' });
    expect(reply).toEqual({ tally: tally(2, 2), decision: 'success' });
    expect(await store.readTask(run, 'p')).toMatchObject({ status: 'RUNNING', version: 7 });
  });
});
