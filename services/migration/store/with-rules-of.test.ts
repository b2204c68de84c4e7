import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileRules } from '../flags/rules-watch';
import { Rollout } from '../rollout/rollout';
import { ann, TestRollout } from '../rollout/rollout.fixture';
import { withRulesOf } from './with-rules-of';

const folder = mkdtempSync(join(tmpdir(), 'octavo-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('rules in a file', () => {
  const path = join(folder, 'rules.json');
  const { store, clock } = new TestRollout();
  const rollout = new Rollout({ store: withRulesOf(fileRules(path), store), now: clock.now });

  it('are evaluated with the evidence in the store', async () => {
    writeFileSync(path, JSON.stringify({ revision: 7, types: { basic: { mode: 'shadow' } } }));
    const { revision, types } = await rollout.status();
    expect(revision).toBe(7);
    expect(types[0]).toMatchObject({ type: 'basic', stage: 'shadow', gates: [{ gate: 'parity', compared: 0 }] });
  });

  it('can be changed only there', async () => {
    await expect(rollout.set('basic', { mode: 'new' }, ann)).rejects.toMatchObject({
      code: 'ROLLOUT_RULES_ELSEWHERE',
      message: expect.stringContaining(`the file ${path}`) as unknown,
    });
    expect((await store.readRules()).revision).toBe(0);
  });

  it('may be missing, or have mistakes', async () => {
    writeFileSync(path, '{ "types": 5 }');
    await expect(rollout.status()).rejects.toMatchObject({ code: 'ROLLOUT_RULES_INVALID' });
    rmSync(path);
    await expect(rollout.status()).rejects.toMatchObject({ code: 'ROLLOUT_STORE_UNAVAILABLE' });
  });
});

it('flags of another system are not rules, but their evidence can be reported', async () => {
  const test = new TestRollout();
  await test.gather('basic', { legacy: 3, compared: 2 });
  const rollout = new Rollout({ store: withRulesOf({ name: 'flags.js' }, test.store), now: test.clock.now });
  await expect(rollout.status()).rejects.toMatchObject({ code: 'ROLLOUT_RULES_ELSEWHERE' });
  expect((await rollout.report()).parts).toMatchObject([{ type: 'basic', compared: 2 }]);
});
