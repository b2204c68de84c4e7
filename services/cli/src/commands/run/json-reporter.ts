import type { RunResult, StartedRun } from '@octavo/client';
import type { CommandContext } from '../../command-context';
import type { Engine } from '../../engine/engine';
import { formatJson } from '../../terminal/format';
import { toRunOutput } from './run-output';

/** One JSON object on the standard output, and nothing else there. */
export class JsonReporter {
  readonly #context: CommandContext;

  constructor(context: CommandContext) {
    this.#context = context;
  }

  start(_engine: Engine, _run: StartedRun): void {
    // There is nothing to tell before the end.
  }

  log(level: string, message: string): void {
    const { io, options } = this.#context;
    const isShown = options.verbose === true || io.stderr.isTTY === true || level === 'WARN' || level === 'ERROR';
    if (isShown) io.stderr.write(`${level} ${message}\n`);
  }

  async end({ client }: Engine, result: RunResult): Promise<void> {
    const { workflowId, runId } = result;
    const stats = await client.stats(workflowId, { runId });
    this.#context.io.stdout.write(`${formatJson(toRunOutput(result, stats))}\n`);
  }

  stop(): void {
    // Nothing is shown that would have to be taken back.
  }
}
