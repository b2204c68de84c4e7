import { migrationWorkflowsPath } from '@octavo/migration';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { testBundle } from '../setup/test-bundles';
import { type HistoryFile, readHistories } from './history-file';
import { replayAll } from './replay-all';

// Runs that older versions started continue with this version, so every recorded history must replay.

const bundle = testBundle();

beforeAll(() => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
});

it('replays every history', async () => {
  expect(await replayAll(bundle, readHistories())).toEqual([]);
});

// The adapter may be added while runs are open.
it('replays every history on a worker with both engines', async () => {
  expect(await replayAll(testBundle(migrationWorkflowsPath), readHistories())).toEqual([]);
});

it('detects a history that this code would not have produced', async () => {
  const sequence = readHistories().find(({ name }) => name.endsWith('/sequence'));
  if (sequence === undefined) throw new Error('no sequence was recorded');
  const { history, workflowId } = withOtherTasks(sequence);
  await expect(Worker.runReplayHistory({ workflowBundle: bundle }, history, workflowId)).rejects.toThrow(
    DeterminismViolationError,
  );
});

/** The same events for a plan with one pure task. */
function withOtherTasks(file: HistoryFile): HistoryFile {
  const payload = file.history.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0];
  if (payload === undefined) throw new Error('the history has no input');
  const argument = JSON.parse(Buffer.from(payload.data ?? []).toString()) as { plan: object };
  const tasks = [{ id: 'a', type: 'basic', action: 'transform', with: 1 }];
  payload.data = Buffer.from(JSON.stringify({ ...argument, plan: { ...argument.plan, tasks } }));
  return file;
}
