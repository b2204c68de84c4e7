import { callingServer } from '@octavo/client';
import type { CommandContext } from '../command-context';
import { loadProject, type Project } from '../project/project';
import type { Engine } from './engine';
import { connectToServer } from './connect-engine';

/**
 * Runs a command against the server that is there, and closes the connection whatever comes of it.
 *
 * @param definition - path of the definition that the command is about
 */
export async function withEngine<T>(
  context: CommandContext,
  work: (engine: Engine, project: Project) => Promise<T>,
  definition?: string,
): Promise<T> {
  const project = await loadProject(context, definition);
  const engine = await connectToServer(project, context);
  try {
    return await callingServer(engine, () => work(engine, project));
  } finally {
    await engine.close();
  }
}
