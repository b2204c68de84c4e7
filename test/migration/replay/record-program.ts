// Program: records a history of every stage of a rollout, for the version of package.json. npx tsx
// test/migration/replay/record-program.ts: run it once for a release, never to fix a failing replay.
import type { HistoryFile } from '../../replay/history-file';
import { recordHistories } from '../../replay/record-histories';
import { everyType } from '../support/every-type';
import { HandRollout, startMigrationWorker } from '../support/migration-worker';
import { migrationHistoriesFolder } from './migration-histories';

/** The flags at the start of the run, and after each snapshot. */
const stages: Readonly<Record<string, (rollout: HandRollout) => void>> = {
  legacy: (rollout) => rollout.set('legacy'),
  shadow: (rollout) => rollout.set('shadow'),
  mixed: (rollout) => {
    rollout.set('legacy');
    for (const type of ['collection', 'basic', 'wait']) rollout.set('new', type);
  },
  flipping: (rollout) => {
    const modes = (['legacy', 'new', 'shadow'] as const).map((mode) => new HandRollout(mode).modes);
    rollout.choose = () => modes[rollout.contexts.length % modes.length] ?? {};
  },
  new: (rollout) => rollout.set('new'),
};

async function* recordAll(): AsyncGenerator<HistoryFile & { readonly name: string }> {
  for (const [name, set] of Object.entries(stages)) {
    const rollout = new HandRollout('legacy');
    set(rollout);
    const test = await startMigrationWorker(rollout);
    const workflowId = await test.start(everyType, { n: 2 }, { workflowId: `stage-${name}` });
    await test.client.result(workflowId);
    yield { name, workflowId, history: await test.client.temporal.workflow.getHandle(workflowId).fetchHistory() };
    await test.stop();
  }
}

void recordHistories(migrationHistoriesFolder, recordAll);
