import { OctavoPlugin } from '@octavo/worker/plugin';
import { Worker } from '@temporalio/worker';
import { installQuietRuntime } from '../integration/support/test-worker';
import { readHistories } from '../replay/history-file';
import { teamWorkflowsPath } from './team/team-worker';

// One with a bundle made ahead is in team-histories.test.ts.
it('a replay worker with OctavoPlugin makes its bundle itself, and replays runs of Octavo', async () => {
  installQuietRuntime();
  const histories = readHistories().filter(({ name }) => name === '0.1.0-sinks/sequence');
  const options = { workflowsPath: teamWorkflowsPath, plugins: [new OctavoPlugin()] };
  const replayed: unknown[] = [];
  for await (const { error } of Worker.runReplayHistories(options, histories)) replayed.push(error);
  expect(replayed).toEqual([undefined]);
});
