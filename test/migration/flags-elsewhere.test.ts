import type { Client } from '@temporalio/client';
import { type CliWorker, serverEnvironment, startCliWorker } from '../cli/support/cli-worker';
import { definitionOf, TestFolder } from '../cli/support/definitions';
import { invoke, jsonOf } from '../cli/support/invoke';
import { createNamespace } from '../integration/support/own-namespace';

// Flags of another system: a user's module exports its OpenFeature provider.

const provider = `
const answer = (value) => Promise.resolve({ value, reason: 'STATIC' });
exports.flags = {
  metadata: { name: 'ours' },
  resolveBooleanEvaluation: (_key, value) => answer(value),
  resolveNumberEvaluation: (_key, value) => answer(value),
  resolveObjectEvaluation: (_key, value) => answer(value),
  resolveStringEvaluation: (key, value) => answer(key === 'octavo.engine.router' ? 'new' : value),
};
`;
const definition = definitionOf(
  'shop',
  '{ id: choose, type: router, routes: [{ when: true, task: { id: price, type: basic, action: transform, with: 1 } }] }',
);
const folder = new TestFolder();
const store = { OCTAVO_MIGRATION_STORE: `${folder.path}/rollout` };
let temporal: Client;
let worker: CliWorker;

beforeAll(async () => {
  temporal = await createNamespace('flags-elsewhere');
  worker = await startCliWorker({
    TEMPORAL_NAMESPACE: temporal.options.namespace,
    OCTAVO_MIGRATION_FLAGS: folder.write('flags.js', provider),
    ...store,
  });
});
afterAll(async () => {
  expect((await worker.stop()).stderr).toContain(`both engines, by the flags of ${folder.path}/flags.js`);
  await temporal.connection.close();
  folder.remove();
});

const octavo = (...args: readonly string[]) => invoke(args, { env: worker.env, cwd: folder.path });
const elsewhere = /^ROLLOUT_RULES_ELSEWHERE: the rules are in the flags of .*flags\.js/m;

it("choose the engine of a task, and evidence is collected as with Octavo's flags", async () => {
  expect((await octavo('run', folder.write('shop.yaml', definition), '--json')).code).toBe(0);
  expect(jsonOf(await octavo('rollout', 'report', '--json'))).toMatchObject({
    parts: [
      { type: 'basic', engines: { legacy: { visits: 1 }, new: { visits: 0 } } },
      { type: 'router', engines: { legacy: { visits: 0 }, new: { visits: 1 } } },
    ],
  });
});

it.each([[['status']], [['set', 'router', 'new']], [['rollback', '--all']], [['promote', 'router']]])(
  'refuse octavo rollout %s, because they are changed elsewhere',
  async (args) => {
    expect(await octavo('rollout', ...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(elsewhere) });
  },
);

it('are an unchecked condition of octavo rollout retire', async () => {
  expect(jsonOf(await octavo('rollout', 'retire', '--json'))).toMatchObject({
    unchecked: [expect.stringContaining('flags.js')],
  });
});

it.each([
  ['exports none', 'none.js', 'exports.flags = {};', /exports no provider of OpenFeature/],
  ['exports two', 'two.js', `${provider}; exports.others = { ...exports.flags };`, /exports more than one provider/],
  ['does not load', 'broken.js', 'throw new Error("no key");', /no key/],
])('prevent the start of a worker when their module %s', async (_what, name, text, message) => {
  const env = { ...serverEnvironment(), ...store, OCTAVO_MIGRATION_FLAGS: folder.write(name, text) };
  const { code, stderr } = await invoke(['worker'], { env });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/^CONFIG_INVALID: /) });
  expect(stderr).toMatch(message);
});
