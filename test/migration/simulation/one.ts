import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { workflowBundle } from '@octavo/worker';
import { Random } from '../../fuzz/random';
import { choicesOf } from './checks/choices';
import { faultsOf } from './checks/check-run';
import { outcomeOf } from './checks/outcome';
import { WorkflowCode } from './server/workflow-code';
import { fromPayloads, fromPayload } from './server/protocol';
import { makeRun } from './world/made-run';
import { simulateRun } from './world/simulated-run';
import { activityNames } from './world/simulated-worker';
async function main() {
  const bundle = await workflowBundle({ workflowsPath: join(__dirname, 'observed-run.workflow.ts') });
  const code = await WorkflowCode.load('code' in bundle ? bundle.code : '', activityNames());
  for (const arg of process.argv.slice(2)) {
    if (!/^\d+$/.test(arg)) continue;
    const seed = Number(arg);
    const made = makeRun(new Random(seed));
    const aloneRun = await simulateRun(code, made, { seed, longestTripMs: 5 });
    const run = await simulateRun(code, made, { flags: 'flipping', seed, longestTripMs: 5 });
    const [a, b] = [outcomeOf(aloneRun), outcomeOf(run)];
    console.log(`==== ${seed}`, faultsOf(run, 5));
    if (process.argv.includes('plan'))
      console.log(
        JSON.stringify(made.plan.tasks),
        JSON.stringify(made.plan.onError),
        made.plan.timeout,
        JSON.stringify(made.signals),
        made.cancelAtMs,
      );
    for (const key of new Set([...Object.keys(a?.tasks ?? {}), ...Object.keys(b?.tasks ?? {})]))
      if (!isDeepStrictEqual(a?.tasks[key], b?.tasks[key]))
        console.log(
          '  ',
          key,
          run.states.get(key)?.type,
          '\n      new:',
          JSON.stringify(a?.tasks[key])?.slice(0, 400),
          aloneRun.states.get(key)?.startedAt,
          aloneRun.states.get(key)?.endedAt,
          '\n     both:',
          JSON.stringify(b?.tasks[key])?.slice(0, 400),
          run.states.get(key)?.startedAt,
          run.states.get(key)?.endedAt,
        );
    if (!isDeepStrictEqual({ ...a, tasks: 0 }, { ...b, tasks: 0 }))
      console.log(
        '  run\n     ',
        JSON.stringify({ ...a, tasks: 0 }).slice(0, 400),
        '\n     ',
        JSON.stringify({ ...b, tasks: 0 }).slice(0, 400),
      );
    if (process.argv.includes('engines'))
      console.log(
        choicesOf(run)
          .map((c) => `${c.path}:${c.engine}`)
          .join(' '),
      );
    if (process.argv.includes('evidence')) for (const e of run.flags.evidence) console.log(JSON.stringify(e));
    if (process.argv.includes('states')) for (const e of run.states.values()) console.log(JSON.stringify(e));
    if (process.argv.includes('steps'))
      for (const { activation, commands, atMs } of run.execution.activations) {
        console.log(new Date(atMs).toISOString());
        for (const job of activation.jobs ?? [])
          console.log(
            '   <-',
            Object.keys(job)[0],
            job.resolveActivity
              ? `${job.resolveActivity.seq} ${JSON.stringify(job.resolveActivity.result?.completed?.result ? fromPayload(job.resolveActivity.result.completed.result) : job.resolveActivity.result)?.slice(0, 300)}`
              : JSON.stringify(Object.values(job)[0]).slice(0, 100),
          );
        for (const c of commands) {
          const k = Object.keys(c)[0];
          const s = c.scheduleActivity ?? c.scheduleLocalActivity;
          console.log(
            '   ->',
            k,
            s
              ? `${s.seq} ${s.activityType} ${JSON.stringify(fromPayloads(s.arguments)).slice(0, 300)}`
              : JSON.stringify(Object.values(c)[0])?.slice(0, 120),
          );
        }
      }
  }
}
void main();
