import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { workflowBundle } from '@octavo/worker';
import { flipFlags } from './flip-flags';
import { WorkflowCode } from './server/workflow-code';
import { activityNames } from './world/simulated-worker';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { flips: { type: 'string', default: '100000' }, seed: { type: 'string' } } });
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  const bundle = await workflowBundle({ workflowsPath: join(__dirname, 'observed-run.workflow.ts') });
  const text = 'code' in bundle ? bundle.code : '';
  const [code, replayCode] = [
    await WorkflowCode.load(text, activityNames()),
    await WorkflowCode.load(text, activityNames()),
  ];
  const started = process.cpuUsage();
  const tally = await flipFlags({ code, replayCode, seed, flips: Number(values.flips) });
  process.stdout.write(`${JSON.stringify(tally)} ${process.cpuUsage(started).user / 1e6} s\n`);
}

void main();
