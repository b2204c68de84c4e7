import { callingServer } from '@octavo/client';
import { OctavoRollout } from '@octavo/client/rollout';
import type { MigrationConfig } from '@octavo/config';
import { Rollout, type RolloutStore } from '@octavo/migration';
import { CliError } from '../../cli-error';
import type { CommandContext } from '../../command';
import { connectToServer, type Engine } from '../../engine/engine';
import { openRolloutStore } from '../../migration/open-rollout-store';
import { loadProject, type Project } from '../../project/project';
import { readConfig } from '../../project/read-config';

/**
 * Calls `work` with the rollout of the configuration. Needs no Temporal server.
 *
 * @throws CliError MIGRATION_NOT_CONFIGURED
 */
export async function withRollout<T>(context: CommandContext, work: (rollout: Rollout) => Promise<T>): Promise<T> {
  return withStore(await readConfig(context), (store) => work(new Rollout({ store })));
}

/** The rollout, and the server of its workers. */
export interface RolloutOnServer {
  readonly rollout: OctavoRollout;
  readonly engine: Engine;
}

/**
 * Calls `work` with the rollout and the server of its workers.
 *
 * @throws CliError MIGRATION_NOT_CONFIGURED, SERVER_UNREACHABLE
 */
export async function withRolloutOnServer<T>(
  context: CommandContext,
  work: (at: RolloutOnServer, project: Project) => Promise<T>,
): Promise<T> {
  const project = await loadProject(context);
  return withStore(project.config, async (store) => {
    const engine = await connectToServer(project, context);
    try {
      const rollout = new OctavoRollout({ client: engine.client, store });
      return await callingServer(engine, () => work({ rollout, engine }, project));
    } finally {
      await engine.close();
    }
  });
}

async function withStore<T>(
  { migration }: { readonly migration?: MigrationConfig },
  work: (store: RolloutStore) => Promise<T>,
): Promise<T> {
  if (migration === undefined) throw notConfigured();
  const store = openRolloutStore(migration);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function notConfigured(): CliError {
  const message = 'No migration is configured: put `migration: {}` into the octavo.config.yaml of the workers.';
  return new CliError('MIGRATION_NOT_CONFIGURED', message);
}
