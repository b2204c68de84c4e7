import { parseArgs } from 'node:util';
import { flipFlags } from './flip-flags';
import { simulationBundle } from './server/bundle';
import { WorkflowCode } from './server/workflow-code';
import { activityNames } from './world/simulated-worker';

/**
 * The long version of the test: `npx tsx …/flip-flags-program.ts [--flips 100000] [--seed N]`, with a new random seed each
 * time.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { flips: { type: 'string', default: '100000' }, seed: { type: 'string' } } });
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  const bundle = await simulationBundle();
  const code = await WorkflowCode.load(bundle, activityNames());
  const replayCode = await WorkflowCode.load(bundle, activityNames());
  process.stdout.write(`${values.flips} flips, from seed ${seed}\n`);
  const tally = await flipFlags({ code, replayCode, seed, flips: Number(values.flips) });
  process.stdout.write(`${JSON.stringify(tally, undefined, 2)}\n`);
  process.exitCode = tally.faults.length === 0 ? 0 : 1;
}

void main();
