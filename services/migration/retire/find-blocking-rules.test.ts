import { ann, TestRollout } from '../rollout/rollout.fixture';
import { findBlockingRules, findRecentUse } from './find-blockers';

describe('the rules', () => {
  it('require the old engine while a type is not new for all runs', async () => {
    const { rollout } = new TestRollout();
    await rollout.set('all', { mode: 'new' }, ann);
    await rollout.set('wait', { mode: 'new', percent: 50, otherwise: 'shadow' }, ann);
    await rollout.set('router', { mode: 'shadow' }, ann);
    const { rules } = await rollout.rollback('signal', ann);
    expect(findBlockingRules(rules)).toMatchObject([
      { kind: 'type', sentence: 'wait is at 50 %, not new for all runs.', commands: ['octavo rollout promote wait'] },
      { sentence: 'signal is stopped, not new for all runs.' },
      { sentence: 'router is shadow, not new for all runs.' },
    ]);
  });

  it('require it while the kill switch is on, or an override uses it', async () => {
    const { rollout } = new TestRollout();
    await rollout.set('all', { mode: 'new' }, ann);
    await rollout.override({ tenant: "O'Hara", type: 'wait' }, { mode: 'new', percent: 99 }, ann);
    await rollout.override({ definition: 'payroll' }, { mode: 'new' }, ann);
    const { rules } = await rollout.killSwitch('on', ann);
    expect(findBlockingRules(rules)).toEqual([
      {
        kind: 'kill_switch',
        sentence: 'The kill switch is on.',
        workflowIds: [],
        commands: ['octavo rollout kill-switch off'],
      },
      {
        kind: 'override',
        sentence: "An override gives tenant O'Hara, wait new for 99 %, otherwise legacy.",
        workflowIds: [],
        commands: ["octavo rollout unset wait --tenant 'O'\\''Hara'"],
      },
    ]);
  });

  it('do not require it when every type is new', async () => {
    const { rollout } = new TestRollout();
    expect(findBlockingRules((await rollout.set('all', { mode: 'new' }, ann)).rules)).toEqual([]);
  });
});

it('a recent visit on the old engine requires it', () => {
  const lastLegacy = { wait: '2026-03-01T10:00:00.000Z', basic: '2026-03-08T10:00:00.001Z' };
  expect(findRecentUse(lastLegacy, Date.parse('2026-03-08T10:00:00.000Z'))).toMatchObject([
    { kind: 'used', sentence: 'The old engine ran a basic task at 2026-03-08T10:00:00.001Z.' },
  ]);
});
