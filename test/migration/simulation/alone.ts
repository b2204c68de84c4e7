import { join } from 'node:path';
import { workflowBundle } from '@octavo/worker';
import { Random } from '../../fuzz/random';
import { WorkflowCode } from './server/workflow-code';
import { fromPayloads, fromPayload } from './server/protocol';
import { makeRun } from './world/made-run';
import { simulateRun } from './world/simulated-run';
import { activityNames } from './world/simulated-worker';
async function main() {
  const bundle = await workflowBundle({ workflowsPath: join(__dirname, 'observed-run.workflow.ts') });
  const code = await WorkflowCode.load('code' in bundle ? bundle.code : '', activityNames());
  const seed = Number(process.argv[2]);
  const run = await simulateRun(code, makeRun(new Random(seed)), {
    ...(process.argv[3] ? { flags: 'flipping' as const } : {}),
    seed,
    longestTripMs: 5,
  });
  for (const { activation, commands, atMs } of run.execution.activations) {
    console.log(new Date(atMs).toISOString());
    for (const job of activation.jobs ?? [])
      console.log(
        '   <-',
        Object.keys(job)[0],
        job.resolveActivity
          ? `${job.resolveActivity.seq} ${JSON.stringify(
              job.resolveActivity.result?.completed?.result
                ? fromPayload(job.resolveActivity.result.completed.result)
                : job.resolveActivity.result,
            )
              ?.replace(/"stackTrace":"[^"]*"/, '')
              .slice(0, 700)}`
          : JSON.stringify(Object.values(job)[0]).slice(0, 100),
      );
    for (const c of commands) {
      const k = Object.keys(c)[0] ?? '';
      const s = c.scheduleActivity ?? c.scheduleLocalActivity;
      console.log(
        '   ->',
        k,
        s
          ? `${s.seq} ${s.activityType} ${JSON.stringify(fromPayloads(s.arguments)).slice(0, 500)}`
          : JSON.stringify(Object.values(c)[0])?.slice(0, 120),
      );
    }
  }
}
void main();
