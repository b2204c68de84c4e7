import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandContext } from '../../command-context';
import type * as engineModule from '../../engine/open-engine';
import { startEmbeddedServer } from '../../engine/embedded-server';
import type { Engine } from '../../engine/engine';
import type { Project } from '../../project/project';
import type { RunReporter } from './run-reporter';

/** Finding free ports and starting a process takes this long, if nothing else is to be done meanwhile. */
const SPAWN_MS = 20;

/**
 * Opens what a run needs, the embedded server where none is configured. The server starts on another core while this
 * one loads the worker, which takes as long.
 */
export async function openForRun(
  project: Project,
  context: CommandContext,
  reporter: Pick<RunReporter, 'log'>,
): Promise<Engine> {
  const { server, namespace } = project.config;
  const onProgress = (line: string): void => reporter.log('INFO', line);
  const embedded =
    server === undefined ? startEmbeddedServer({ namespace, env: context.io.env, onProgress }) : undefined;
  embedded?.catch(() => undefined);
  if (embedded !== undefined) await sleep(SPAWN_MS);
  const onLog = (level: string, message: string): void => reporter.log(level, message);
  return load().openEngine({ project, context, embedded, onLog });
}

const load = () => require('../../engine/open-engine') as typeof engineModule;
