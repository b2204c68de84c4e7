import { defineAction, z } from '@octavo/activities';
import { findFreePort } from '@octavo/temporal-server';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { encodingsIn } from './encodings-in';
import { startTeamWorker, type TeamWorker, type TeamWorkerOptions } from './team-worker';
import { approve } from './team.workflow';

const double = defineAction({
  name: 'team.double',
  input: z.number(),
  output: z.number(),
  run: (number) => number * 2,
});

const definition = {
  octavo: 1,
  id: 'double',
  tasks: [
    { id: 'ask', type: 'wait', signal: 'number', timeout: '1m', outputs: '${ result.signal.payload }' },
    { id: 'twice', type: 'basic', action: 'team.double', with: '${ tasks.ask.output }', execution: 'remote' },
  ],
  output: '${ tasks.twice.output }',
};

/** Installs a runtime with metrics, which the SDK shuts down with its last worker, and returns the address of the metrics. */
async function measure(): Promise<string> {
  const bindAddress = `127.0.0.1:${await findFreePort()}`;
  const telemetryOptions = { metrics: { prometheus: { bindAddress } } };
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions });
  return bindAddress;
}

/** Tests of a team's worker with OctavoPlugin, for any order of plugins and either way to make the bundle. */
export function describeTeamWorker(title: string, options: TeamWorkerOptions): void {
  describe(`a worker with OctavoPlugin ${title}`, () => {
    let team: TeamWorker;
    let metricsAddress: string;
    beforeAll(async () => {
      metricsAddress = await measure();
      team = await startTeamWorker({ ...options, octavo: { actions: [double] } });
    });
    afterAll(() => team.stop());

    it("runs the team's workflows", async () => {
      expect(await runOrder(team)).toEqual({
        ...{ charged: 'charged 7', alsoCharged: 'charged 7', isPatched: true, approvedBy: 'Ada' },
        ...{ bytes: [1, 2, 3], idLength: 36, runsOfThisModule: 1 },
      });
    });

    it("runs definitions, with values encrypted by the team's codec", async () => {
      const { octavo, client } = team;
      const { workflowId } = await octavo.start(definition);
      await octavo.signal(workflowId, 'number', 21);
      expect(await octavo.result(workflowId)).toMatchObject({ status: 'SUCCESS', output: 42 });
      const history = await client.workflow.getHandle(workflowId).fetchHistory();
      expect(encodingsIn(history)).toEqual(new Set(['binary/encrypted']));
    });

    it("counts runs and visits of definitions in the team's metrics", async () => {
      const exposition = await (await fetch(`http://${metricsAddress}/metrics`)).text();
      const counted = exposition.split('\n').filter((line) => line.includes(`task_queue="${team.taskQueue}"`));
      for (const name of ['octavo_runs_ended', 'octavo_task_visits'])
        expect(counted).toContainEqual(expect.stringMatching(`^${name}\\{.*definition="double"`));
    });

    it("passes both through the team's interceptors and OpenTelemetry", () => {
      const { workflows, activities, spans } = team.seen;
      expect(new Set(workflows)).toEqual(new Set(['teamOrder', 'octavoRun']));
      expect(new Set(activities)).toEqual(new Set(['charge', 'runAction', 'createTaskState']));
      const names = spans.getFinishedSpans().map(({ name }) => name);
      for (const name of ['teamOrder', 'octavoRun']) expect(names).toContain(`RunWorkflow:${name}`);
      for (const name of ['charge', 'runAction']) expect(names).toContain(`StartActivity:${name}`);
    });
  });
}

/** Runs the team's largest workflow. Its signal is sent with the start, so that histories are equal. */
export async function runOrder({ client, taskQueue }: TeamWorker): Promise<object> {
  const handle = await client.workflow.signalWithStart('teamOrder', {
    ...{ taskQueue, workflowId: `order-${taskQueue}`, signal: approve, signalArgs: ['Ada'] },
    // Octavo's converters do not support bytes.
    args: [{ amount: 7 }, new Uint8Array([1, 2, 3])],
  });
  return (await handle.result()) as object;
}
