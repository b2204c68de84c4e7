import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initialRules } from '../../rules/parse-rules';
import { evidenceOf, visitsOf } from '../conformance/evidence.fixture';
import { describeRolloutStore } from '../conformance/rollout-store.conformance.fixture';
import { changeOf, TestClock } from '../conformance/store-place.fixture';
import { FileRolloutStore } from './file-rollout-store';

describeRolloutStore('FileRolloutStore', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'octavo-rollout-'));
  return {
    open: (options) => new FileRolloutStore({ folder: join(folder, 'made'), ...options }),
    tearDown: async () => rmSync(folder, { recursive: true, force: true }),
  };
});

describe('FileRolloutStore', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'octavo-rollout-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('has all data when it is opened again', async () => {
    const clock = new TestClock();
    const before = new FileRolloutStore({ folder, now: clock.now });
    await before.commit(changeOf(initialRules, { rules: { killSwitch: true } }));
    await before.record(evidenceOf({ visits: [visitsOf('basic', 'legacy', { succeeded: 2 })] }));
    await before.close();
    const after = new FileRolloutStore({ folder, now: clock.now });
    expect(await after.readRules()).toMatchObject({ killSwitch: true, revision: 1 });
    expect(await after.readTotals({ fromMs: 0 })).toMatchObject([{ engines: { legacy: { succeeded: 2 } } }]);
  });

  it('deletes old files of evidence, but keeps the last use of the old engine', async () => {
    const clock = new TestClock();
    const usedAt = new Date(clock.nowMs).toISOString();
    const store = new FileRolloutStore({ folder, now: clock.now });
    await store.record(evidenceOf({ visits: [visitsOf('wait', 'legacy', { succeeded: 1 })] }));
    for (let day = 0; day < 20; day += 1) {
      await store.record(evidenceOf({ visits: [visitsOf('basic', 'legacy', { succeeded: 1 })] }));
      clock.advance(86_400_000);
    }
    expect(readdirSync(folder).filter((name) => name.startsWith('evidence-'))).toHaveLength(9);
    expect(await new FileRolloutStore({ folder, now: clock.now }).readLastLegacy()).toMatchObject({ wait: usedAt });
  });

  it('loses no change of two concurrent processes', async () => {
    const program = join(__dirname, 'commit-program.fixture.ts');
    const tsx = require.resolve('tsx/cli');
    const processes = ['a', 'b'].map((name) =>
      spawn(process.execPath, [tsx, program, folder, name], { stdio: 'inherit' }),
    );
    const codes = await Promise.all(processes.map((one) => once(one, 'exit')));
    expect(codes.map(([code]) => code as unknown)).toEqual([0, 0]);
    const store = new FileRolloutStore({ folder });
    const { overrides, revision } = await store.readRules();
    expect(overrides).toHaveLength(50);
    expect(revision).toBe(50);
    expect(await store.readTotals({ fromMs: 0 })).toMatchObject([{ engines: { new: { succeeded: 50 } } }]);
  });

  it('reports the mistakes in rules that another version wrote', async () => {
    const { rules, entry } = changeOf(initialRules);
    writeFileSync(join(folder, 'changes.jsonl'), `${JSON.stringify({ rules: { ...rules, mood: 1 }, entry })}\n`);
    await expect(new FileRolloutStore({ folder }).readRules()).rejects.toMatchObject({
      code: 'ROLLOUT_RULES_INVALID',
      message: expect.stringContaining('unknown field "mood"') as unknown,
    });
  });

  it('rejects with StoreUnavailableError if the folder cannot be created', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o400);
    const store = new FileRolloutStore({ folder: join(file, 'inside') });
    await expect(store.readRules()).rejects.toThrow(/The store is not available: ENOTDIR/);
  });
});
