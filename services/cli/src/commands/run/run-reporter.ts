import type { RunResult, StartedRun } from '@octavo/client';
import type { LogLine } from '@octavo/worker';
import type { CommandContext } from '../../command-context';
import type { Engine } from '../../engine/engine';
import { HumanReporter } from './human-reporter';
import { JsonReporter } from './json-reporter';
import type { RunRequest } from './read-request';
import type { RunOptions } from './run-options';

/** Tells how a run goes, and how it ended. */
export interface RunReporter {
  start(engine: Engine, run: StartedRun): void;
  /** A line of the worker's log, which `line` is then, or of ours. */
  log(level: string, message: string, line?: LogLine): void;
  end(engine: Engine, result: RunResult): Promise<void>;
  /** Called always, at the very end: nothing is shown any more. */
  stop(): void;
}

/** The reporter that was asked for. */
export function createReporter(request: RunRequest, context: CommandContext<RunOptions>): RunReporter {
  return context.options.json === true ? new JsonReporter(context) : new HumanReporter(request, context);
}
