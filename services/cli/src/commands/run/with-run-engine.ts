import type { CommandContext } from '../../command-context';
import type { Engine } from '../../engine/engine';
import type { Project } from '../../project/project';
import { type Interrupts, watchInterrupts } from './interrupts';
import { openForRun } from './open-for-run';
import type { RunReporter } from './run-reporter';

/** Where a command that runs definitions here works. */
export interface RunEngineRequest {
  readonly project: Project;
  readonly context: CommandContext;
  readonly reporter: Pick<RunReporter, 'log' | 'stop'>;
}

/**
 * Opens an engine, works with it, and stops what was started, whatever comes of it. Ends early when the engine breaks
 * down, and at a Ctrl-C that nobody takes (`interrupts.onFirst`): then it leaves without waiting for anything.
 */
export async function withRunEngine<T>(
  { project, context, reporter }: RunEngineRequest,
  work: (engine: Engine, interrupts: Interrupts) => Promise<T>,
): Promise<T> {
  const interrupts = watchInterrupts(context.io);
  const opening = openForRun(project, context, reporter);
  try {
    const engine = await Promise.race([opening, interrupts.leave]);
    return await Promise.race([work(engine, interrupts), interrupts.leave, engine.broken]);
  } finally {
    reporter.stop();
    await Promise.race([close(opening), interrupts.leave]).catch(() => undefined);
    interrupts.stop();
  }
}

async function close(opening: Promise<Engine>): Promise<void> {
  const engine = await opening.catch(() => undefined);
  await engine?.close();
}
