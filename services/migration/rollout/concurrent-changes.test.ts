import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flaggedTypes } from '../rules/rollout-rules';
import { changeOf } from '../store/conformance/store-place.fixture';
import { FileRolloutStore } from '../store/file/file-rollout-store';
import { MemoryRolloutStore } from '../store/memory/memory-rollout-store';
import type { CommitResult, RulesChange } from '../store/rollout-store';
import { Rollout } from './rollout';
import { ann, TestRollout } from './rollout.fixture';

it('loses no change of several people at the same time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'octavo-rollout-'));
  const people = ['ann', 'bob', 'cleo'].map((actor) => {
    return { actor, rollout: new Rollout({ store: new FileRolloutStore({ folder }) }) };
  });
  const changes = people.flatMap(({ actor, rollout }) => [
    ...flaggedTypes.map((type) =>
      rollout.override({ tenant: actor, type }, { mode: 'new' }, { actor, reason: 'test' }),
    ),
    rollout.killSwitch('on', { actor, reason: 'test' }),
  ]);
  await Promise.all(changes);
  const rules = await new FileRolloutStore({ folder }).readRules();
  expect(rules.overrides).toHaveLength(people.length * flaggedTypes.length);
  expect(rules).toMatchObject({ killSwitch: true, revision: rules.overrides.length + 1 });
  rmSync(folder, { recursive: true, force: true });
});

/** A store where another commit is always first. */
class BusyStore extends MemoryRolloutStore {
  override async commit(_change: RulesChange): Promise<CommitResult> {
    await super.commit(changeOf(await this.readRules()));
    return 'conflict';
  }
}

it('reports ROLLOUT_CONFLICT after too many conflicts', async () => {
  const { rollout } = new TestRollout(new BusyStore());
  await expect(rollout.killSwitch('on', ann)).rejects.toMatchObject({
    code: 'ROLLOUT_CONFLICT',
    message: expect.stringMatching(/changed the rules 30 times meanwhile; the audit shows who/) as unknown,
  });
});

/** A store where somebody rolls the type back right before the first commit. */
class RivalStore extends MemoryRolloutStore {
  rival: (() => Promise<unknown>) | undefined;

  override async commit(change: RulesChange): Promise<CommitResult> {
    const rival = this.rival;
    this.rival = undefined;
    await rival?.();
    return super.commit(change);
  }
}

it('decides a step again if the rules have changed', async () => {
  const store = new RivalStore();
  const test = new TestRollout(store);
  store.rival = async () => {
    const rules = await store.readRules();
    const stopped = { at: '2026-03-01T10:00:00Z', reason: 'a rival' };
    const basic = { mode: 'legacy', percent: 100, otherwise: 'legacy', stopped } as const;
    await store.commit(changeOf(rules, { rules: { ...rules, types: { basic } } }));
  };
  const result = await test.rollout.step('basic', ann);
  expect(result).toMatchObject({ action: 'hold', sentence: expect.stringContaining('a rival') as unknown });
  expect((await store.readRules()).types['basic']).toHaveProperty('stopped');
});
