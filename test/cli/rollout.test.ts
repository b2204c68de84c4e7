import { writeFileSync } from 'node:fs';
import { TestFolder } from './support/definitions';
import { invoke, jsonOf } from './support/invoke';
import { FileRolloutStore, RedisRolloutStore } from '@octavo/migration';

// `octavo rollout` needs only the store of the rollout, not a Temporal server.

const folder = new TestFolder();
const env = { OCTAVO_MIGRATION_STORE: `${folder.path}/rollout`, OCTAVO_ACTOR: 'ann' };
afterAll(() => folder.remove());

const octavo = (...args: readonly string[]) => invoke(['rollout', ...args], { env, cwd: folder.path });

it('reports at first that there are no rules', async () => {
  const { code, stdout } = await octavo('status');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^no rules yet: all tasks use the old engine; shares are chosen by workflow id\n/);
  expect(stdout).toMatch(/\nbasic +legacy +legacy +– +not seen\n/);
  expect((await octavo('audit')).stdout).toBe('No changes.\n');
  expect((await octavo('report')).stdout).toMatch(/: no run has sent evidence\n$/);
});

it('sets a share, which status shows with its gates', async () => {
  const set = await octavo('set', 'router', 'new', '--percent', '12.5', '--otherwise', 'shadow', '--reason', 'try it');
  expect(set).toEqual({ code: 0, stdout: 'revision 1: router: new for 12.5 %, otherwise shadow\n', stderr: '' });
  expect(jsonOf(await octavo('status', '--json'))).toMatchObject({
    revision: 1,
    types: expect.arrayContaining([
      expect.objectContaining({ type: 'router', stage: 12.5, gates: [{}, {}, {}].map(() => expect.any(Object)) }),
      expect.objectContaining({ type: 'basic', stage: 'legacy', gates: [] }),
    ]),
  });
  expect((await octavo('status')).stdout).toMatch(/\nrouter +parity +wait +no visit was compared; /);
});

it('sets an override for some runs, and removes it', async () => {
  expect((await octavo('set', 'all', 'legacy', '--tenant', 'acme')).stdout).toBe('revision 2: tenant acme: legacy\n');
  expect((await octavo('set', 'wait', 'new', '--workflow-id', 'w-1')).stdout).toContain('workflow w-1, wait: new\n');
  expect((await octavo('status')).stdout).toMatch(/\nOVERRIDE +MODE\ntenant acme +legacy\nworkflow w-1, wait +new\n$/);
  expect((await octavo('unset', 'all', '--tenant', 'acme')).stdout).toContain('tenant acme: no override\n');
  expect((await octavo('unset', 'wait', '--workflow-id', 'w-1')).code).toBe(0);
  expect(jsonOf(await octavo('status', '--json'))).toMatchObject({ overrides: [] });
});

it('turns the kill switch on and off', async () => {
  expect(jsonOf(await octavo('kill-switch', 'on', '--json'))).toMatchObject({
    entry: { change: 'kill switch on', actor: 'ann', reason: 'none given' },
  });
  expect((await octavo('status')).stdout).toContain('the kill switch is on: all tasks use the old engine\n');
  expect((await octavo('kill-switch', 'off')).code).toBe(0);
  expect(jsonOf(await octavo('kill-switch', 'off', '--json'))).toMatchObject({ entry: null });
  expect((await octavo('kill-switch', 'off')).stdout).toMatch(/^revision \d+: nothing to change\n$/);
});

it('rolls one type back, or all', async () => {
  expect((await octavo('rollback', 'router', '--reason', 'totals differ')).stdout).toContain('router: rolled back');
  expect((await octavo('status')).stdout).toMatch(/\nrouter +stopped +rolled back: totals differ +20/);
  expect((await octavo('rollback', '--all')).code).toBe(0);
  expect(jsonOf(await octavo('status', '--json'))).toMatchObject({
    types: Array.from({ length: 8 }, () => expect.objectContaining({ stage: 'stopped' }) as unknown),
  });
});

it('shows and changes the plan of promotions', async () => {
  expect((await octavo('plan')).stdout).toMatch(/^stages 1, 5, 25, 50, 100 %; mode of the other runs: shadow\n/);
  const changed = await octavo('plan', '--stages', '10, 100', '--gate', 'parity.minimum=5', 'latency.window=2h');
  expect(changed).toMatchObject({ code: 0, stdout: expect.stringContaining('stages 10, 100 %') });
  expect(jsonOf(await octavo('plan', '--json'))).toMatchObject({
    stages: [10, 100],
    otherwise: 'shadow',
    gates: { parity: { minimum: 5, atLeast: 0.999 }, latency: { window: '2h' } },
  });
});

it('lists changes with author and reason, the latest first', async () => {
  await octavo('set', 'wait', 'shadow', '--actor', 'bob', '--reason', 'look');
  expect((await octavo('audit', '--limit', '1')).stdout).toMatch(
    /^REVISION +AT +WHO +CHANGE +WHY\n\d+ +20\S+Z +bob +wait: shadow +look\n$/,
  );
  const [last, before] = jsonOf(await octavo('audit', '--json')) as { revision: number; reason: string }[];
  expect(last).toMatchObject({ reason: 'look', after: { mode: 'shadow' } });
  expect(jsonOf(await octavo('audit', '--json', '--before', `${last?.revision}`, '--limit', '1'))).toEqual([before]);
});

describe('a report', () => {
  beforeAll(async () => {
    const store = new FileRolloutStore({ folder: env.OCTAVO_MIGRATION_STORE });
    const run = { definition: 'order', workflowId: 'order-7', runId: 'r' };
    const visits = [{ type: 'router', engine: 'legacy', succeeded: 3, failed: 1, latencies: {} }] as const;
    const total = {
      type: 'router',
      path: 'price',
      field: 'output',
      at: '/lines/2/total',
      legacy: 12,
      new: 13,
    } as const;
    await store.record({
      ...{ id: 'b-1', ...run, visits },
      ...{ comparisons: [{ type: 'router', equal: 2 }], differences: [total] },
    });
    await store.close();
  });

  it('has a row for each definition and type, and the differences with an example', async () => {
    const { code, stdout } = await octavo('report');
    expect(code).toBe(0);
    expect(stdout).toMatch(/\norder +router +3 +2 +66\.667 % +4 visits, 1 failed +–\n/);
    expect(stdout).toContain('✗ order, router: output at /lines/*/total, value, 1 times\n');
    expect(stdout).toContain('    order-7 price: old 12, new 13\n');
    expect((await octavo('report', '--examples', '0')).stdout).not.toContain('order-7');
  });

  it('is filtered by type, definition and time', async () => {
    expect(jsonOf(await octavo('report', '--json', '--type', 'wait'))).toMatchObject({ parts: [] });
    expect(jsonOf(await octavo('report', '--json', '--definition', 'order', '--since', '1h'))).toMatchObject({
      parts: [
        { definition: 'order', type: 'router', differences: [{ count: 1, examples: [{ workflowId: 'order-7' }] }] },
      ],
    });
  });
});

it.each([
  ['an unknown mode', ['set', 'router', 'nwe'], /USAGE_INVALID: MODE is legacy, shadow or new, not "nwe"/],
  ['an unknown type', ['set', 'ruoter', 'new'], /ROLLOUT_CHANGE_INVALID: "ruoter" .* nearest is "router"/],
  ['more than 100 percent', ['set', 'router', 'new', '--percent', '101'], /--percent takes numbers from 0 to 100/],
  ['a rollback without a type', ['rollback'], /Name one task type, or --all/],
  ['a rollback of one type and all', ['rollback', 'wait', '--all'], /Name one task type, or --all/],
  ['an override without runs', ['unset', 'all'], /Name the override/],
  ['an unknown override', ['unset', 'all', '--tenant', 'nix'], /there is no override for tenant nix/],
  ['an unknown position', ['kill-switch', 'of'], /on or off, not "of"/],
  ['an unknown gate', ['plan', '--gate', 'partiy.minimum=1'], /unknown field "partiy"; nearest is "parity"/],
  ['a limit without a value', ['plan', '--gate', 'parity'], /takes GATE.LIMIT=VALUE/],
  ['stages that end early', ['plan', '--stages', '10,50'], /plan\.stages/],
  ['an invalid time', ['report', '--since', 'ever'], /--since takes a duration/],
  ['a promotion of an unknown type', ['promote', 'wait', 'basik'], /"basik" .* nearest is "basic"/],
  ['a promotion with --detach and --cancel', ['promote', 'wait', '--detach', '--cancel'], /--cancel ends one/],
  ['no subcommand', [], /octavo rollout --help/],
  ['an unknown subcommand', ['statsu'], /Did you mean status/],
])('refuses %s with a sentence and 2', async (_what, args, message) => {
  const invocation = await octavo(...args);
  expect(invocation).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  expect(invocation.stderr).not.toMatch(/\n\s+at /);
});

it.each([['status'], ['promote'], ['set'], ['rollback'], ['report'], ['retire'], ['audit'], ['kill-switch'], ['plan']])(
  'shows help with examples: %s',
  async (command) => {
    const { code, stdout } = await octavo(command, '--help');
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: octavo rollout ${command} `));
    expect(stdout).toContain(`Examples:\n  $ octavo rollout ${command}`);
  },
);

it('is refused if no migration is configured', async () => {
  const invocation = await invoke(['rollout', 'status', '--json'], { cwd: folder.path });
  expect(invocation.code).toBe(2);
  expect(jsonOf(invocation)).toEqual({
    error: { code: 'MIGRATION_NOT_CONFIGURED', message: expect.stringContaining('migration: {}'), details: null },
  });
});

it('reads the rules in a file, and does not change them', async () => {
  const rules = folder.write('rules.json', '{ "revision": 3, "types": { "wait": { "mode": "shadow" } } }');
  const withFile = { env: { ...env, OCTAVO_MIGRATION_FLAGS: rules }, cwd: folder.path };
  expect(jsonOf(await invoke(['rollout', 'status', '--json'], withFile))).toMatchObject({ revision: 3 });
  expect(await invoke(['rollout', 'set', 'wait', 'new'], withFile)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^ROLLOUT_RULES_ELSEWHERE: .*rules\.json/),
  });
  writeFileSync(rules, '{ "types": 1 }');
  expect(await invoke(['rollout', 'status'], withFile)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^ROLLOUT_RULES_INVALID: [^]*revision/),
  });
});

it('works with the configured Redis, and reports if it is unavailable', async () => {
  const url = process.env['OCTAVO_TEST_REDIS_URL'] ?? '';
  const keyPrefix = `rollout-cli-${process.pid}`;
  const config = folder.write(
    'redis.config.yaml',
    `migration:\n  store: { redis: "${url}", keyPrefix: ${keyPrefix} }\n`,
  );
  const at = { cwd: folder.path };
  expect((await invoke(['rollout', 'set', 'wait', 'shadow', '--config', config], at)).code).toBe(0);
  const store = new RedisRolloutStore({ url, keyPrefix });
  expect((await store.readRules()).types).toMatchObject({ wait: { mode: 'shadow' } });
  await store.close();
  const away = { ...at, env: { OCTAVO_MIGRATION_STORE: 'redis://127.0.0.1:1' } };
  const invocation = await invoke(['rollout', 'status', '--json'], away);
  expect(invocation.code).toBe(3);
  expect(jsonOf(invocation)).toMatchObject({ error: { code: 'ROLLOUT_STORE_UNAVAILABLE' } });
});
