import { OctavoPlugin, type OctavoPluginOptions } from '@octavo/worker/plugin';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { installQuietRuntime, testServerAddress } from '../integration/support/test-worker';
import { writeDefinitions } from '../integration/support/write-definitions';
import { defineAction, z } from '@octavo/activities';
import { bundleWith } from './team/team-worker';
import { SimplePlugin } from '@temporalio/plugin';

let octavosBundle: { readonly code: string };
let teamsBundle: { readonly code: string };

beforeAll(async () => {
  installQuietRuntime();
  octavosBundle = await bundleWith([new OctavoPlugin()]);
  teamsBundle = await bundleWith([]);
});

/** Starts a team's worker that must not run, and returns its error. */
async function refusalOf(options: Partial<WorkerOptions>, ofPlugin: OctavoPluginOptions = {}): Promise<unknown> {
  const connection = await NativeConnection.connect({ address: testServerAddress() });
  const plugins = [new OctavoPlugin(ofPlugin), ...(options.plugins ?? [])];
  const taskQueue = `refused-${process.pid}`;
  const worker = await Worker.create({ connection, taskQueue, workflowBundle: octavosBundle, ...options, plugins });
  const refusal = await worker.run().catch((error: unknown) => error);
  // This throws if the worker still uses its connection.
  await connection.close();
  return refusal;
}

const activity = async (): Promise<void> => undefined;
const refused: readonly (readonly [string, Partial<WorkerOptions>, string])[] = [
  [
    "an activity with a name of Octavo's activity",
    { activities: { loadPlan: activity } },
    'its own activity "loadPlan"',
  ],
  [
    "a later plugin that replaces one of Octavo's activities",
    { plugins: [new SimplePlugin({ name: 'later', activities: { runAction: activity } })] },
    'its own activity "runAction"',
  ],
  [
    "sinks with the name of Octavo's sinks",
    { sinks: { octavo: { other: { fn: () => undefined } } } },
    'sinks "octavo"',
  ],
  ['a second OctavoPlugin', { plugins: [new OctavoPlugin()] }, 'OctavoPlugin 2 times'],
  ['sandboxes without a shared V8 context', { reuseV8Context: false }, '`reuseV8Context: false`'],
  [
    'a payload converter that does not write plain JSON',
    { dataConverter: { payloadConverterPath: require.resolve('./team/odd-converter') } },
    'does not read and write JSON',
  ],
];

it.each(refused)('rejects %s', async (_what, options, message) => {
  expect(await refusalOf(options)).toMatchObject({
    name: 'WorkerStartError',
    message: expect.stringContaining(message),
  });
});

it('rejects a bundle that was made without the plugin', async () => {
  const refusal = await refusalOf({ workflowBundle: teamsBundle });
  expect(refusal).toMatchObject({ message: expect.stringContaining('plugins: [new OctavoPlugin()]') });
});

it('rejects mistakes in definitions', async () => {
  const folder = await writeDefinitions({ wrong: { octavo: 1, id: 'wrong', tasks: [{ id: 'a', type: 'wat' }] } });
  const refusal = await refusalOf({}, { definitions: folder });
  expect(refusal).toMatchObject({ message: expect.stringContaining('wrong.json:1:45: UNKNOWN_TASK_TYPE') });
});

it('rejects two actions with the same name', async () => {
  const action = defineAction({ name: 'team.twice', input: z.unknown(), output: z.unknown(), run: () => null });
  const refusal = await refusalOf({}, { actions: [action, action] });
  expect(refusal).toMatchObject({ message: expect.stringContaining('two actions "team.twice"') });
});
