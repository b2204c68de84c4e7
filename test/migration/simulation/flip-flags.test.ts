import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { Random } from '../../fuzz/random';
import { replayAll } from '../../replay/replay-all';
import { lengths } from '../../setup/lengths';
import type { FlipTally } from './flip-flags';
import { simulationBundle } from './server/bundle';
import { WorkflowCode } from './server/workflow-code';
import { makeRun } from './world/made-run';
import { simulateRun } from './world/simulated-run';
import { activityNames } from './world/simulated-worker';

const SEED = 20_000;

let bundle: string;
let code: WorkflowCode;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  bundle = await simulationBundle();
  code = await WorkflowCode.load(bundle, activityNames());
});
afterAll(() => code.unload());

/** Runs in its own process, because coverage would make it many times slower. Exits with 1 if there are faults. */
async function flipInProcess(flips: number): Promise<FlipTally> {
  const args = [
    '--import',
    'tsx',
    join(__dirname, 'flip-flags-program.ts'),
    '--flips',
    `${flips}`,
    '--seed',
    `${SEED}`,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args).catch((error: { stdout: string }) => error);
  return JSON.parse(stdout.slice(stdout.indexOf('{'))) as FlipTally;
}

describe(`flags that flip ${lengths.flips} times in the middle of runs`, () => {
  let tally: FlipTally;
  beforeAll(async () => {
    tally = await flipInProcess(lengths.flips);
  }, 900_000);

  it('lose, fail and repeat nothing, and every history replays', () => expect(tally.faults).toEqual([]));

  it('have the same outcome as with only the new engine', () => {
    // An outcome that depends on message times even on one engine cannot be compared.
    expect(tally.racy).toBeLessThan(tally.runs / 20);
  });

  // Otherwise the test would be empty.
  it('use both engines, the shadow, and types that are rolled back', () => {
    expect(tally.flips).toBeGreaterThanOrEqual(lengths.flips);
    for (const count of ['legacy', 'new', 'afterRollback', 'equalInShadow'] as const)
      expect(tally[count]).toBeGreaterThan(lengths.flips / 20);
  });
});

it('the simulated server writes histories that the SDK replays', async () => {
  const histories = await Promise.all(
    Array.from({ length: lengths.simulatedHistories }, async (_, place) => {
      const seed = SEED + place;
      const run = await simulateRun(code, makeRun(new Random(seed)), { flags: 'flipping', seed, longestTripMs: 5 });
      return {
        workflowId: 'simulated',
        history: { events: run.execution.history.events },
      };
    }),
  );
  const sinks = { decisions: { decided: { fn: () => undefined } } };
  expect(await replayAll({ code: bundle }, histories, sinks)).toEqual([]);
});
