import { migrationWorkflowsPath } from '@octavo/migration';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { readHistories } from '../../replay/history-file';
import { replayAll } from '../../replay/replay-all';
import { testBundle } from '../../setup/test-bundles';
import { migrationHistoriesFolder } from './migration-histories';

// An open run must continue on a worker of the next version, at any stage of a rollout.

it('replays histories of every stage of a rollout', async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const histories = readHistories(migrationHistoriesFolder);
  expect(histories.map(({ name }) => name.split('/')[1])).toEqual(
    expect.arrayContaining(['legacy', 'shadow', 'mixed', 'flipping', 'new']),
  );
  expect(await replayAll(testBundle(migrationWorkflowsPath), histories)).toEqual([]);
});
