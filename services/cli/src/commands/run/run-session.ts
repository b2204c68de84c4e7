import { setTimeout as sleep } from 'node:timers/promises';
import type { RunResult, StartedRun, StartOptions } from '@octavo/client';
import type { CommandContext } from '../../command';
import type { Engine } from '../../engine/engine';
import { flushLogs } from '../../process-output';
import type { Interrupts } from '../../signals';
import { describeLeftRuns, describeUntouched } from './next-steps';
import type { RunReporter } from './reporters';

/** One run, and the command that waits for it. */
export class RunSession {
  readonly engine: Engine;
  readonly #interrupts: Interrupts;
  readonly #context: CommandContext;
  readonly #reporter: RunReporter;
  #openRun: StartedRun | undefined;

  constructor(engine: Engine, interrupts: Interrupts, { context, reporter }: SessionParts) {
    this.engine = engine;
    this.#interrupts = interrupts;
    this.#context = context;
    this.#reporter = reporter;
  }

  /** The run that stays open if the command exits now. */
  get openRun(): StartedRun | undefined {
    return this.#openRun;
  }

  /** Starts the run; Ctrl-C cancels it from now on. */
  async start(source: object, options: StartOptions): Promise<StartedRun> {
    const run = await this.engine.client.start(source, options);
    this.#openRun = run;
    this.#interrupts.onFirst = () => this.#cancel(run);
    this.#reporter.start(this.engine, run);
    return run;
  }

  /** Waits for the end of the run and reports it. */
  async end(run: StartedRun): Promise<RunResult> {
    const { engine } = this;
    const tellUntouched = (): void => this.#reporter.log('WARN', describeUntouched(engine, this.#context));
    const result = await awaitResult(engine, run, tellUntouched);
    this.#openRun = undefined;
    this.#interrupts.onFirst = undefined;
    // Log lines of this process's worker appear before the end of the run.
    flushLogs();
    await this.#reporter.end(engine, result);
    if (engine.own === 'taskQueue') await this.#tellLeftRuns(run).catch(() => undefined);
    return result;
  }

  /** Waits for Ctrl-C. */
  async untilCtrlC(): Promise<void> {
    await new Promise<void>((resolve) => (this.#interrupts.onFirst = resolve));
  }

  #cancel({ workflowId, runId }: StartedRun): void {
    this.#reporter.log('INFO', 'Cancelling the run and waiting for its end; Ctrl-C again exits at once.');
    // The run may have ended by now.
    this.engine.client.cancel(workflowId, { runId }).catch(() => undefined);
  }

  /** Reports open runs that this run has started: when this process ends, no worker polls their task queue any more. */
  async #tellLeftRuns(ended: StartedRun): Promise<void> {
    const { client, taskQueue } = this.engine;
    const query = `TaskQueue = "${taskQueue}" AND ExecutionStatus = "Running"`;
    const left: string[] = [];
    for await (const { workflowId, runId, type } of client.temporal.workflow.list({ query }))
      if (type === 'octavoFlush') await this.#giveUp(workflowId);
      // Visibility is delayed: the run that has just ended may still be listed as open.
      else if (runId !== ended.runId) left.push(workflowId);
    if (left.length > 0) this.#reporter.log('WARN', describeLeftRuns(left, this.engine, this.#context));
  }

  /** Cancels an `octavoFlush`: it waits until the store is available, but its task queue has no worker any more. */
  async #giveUp(workflowId: string): Promise<void> {
    const handle = this.engine.client.temporal.workflow.getHandle(workflowId);
    await handle.cancel();
    await handle.result().catch(() => undefined);
  }
}

/** The context and the reporter of a session. */
interface SessionParts {
  readonly context: CommandContext;
  readonly reporter: RunReporter;
}

/** A worker that is running takes a run within milliseconds, so after this time a message is shown. */
const PATIENCE_MS = 3_000;
/** The events of a run that no worker has taken: its start, and its first scheduled workflow task. */
const EVENTS_OF_A_START = 2;

/** Waits for the end of a run. Calls `onUntouched` if no worker takes it. */
async function awaitResult(engine: Engine, run: StartedRun, onUntouched: () => void): Promise<RunResult> {
  const over = new AbortController();
  if (engine.own === 'nothing') watch(engine, run, { signal: over.signal, onUntouched }).catch(() => undefined);
  try {
    return await engine.client.result(run.workflowId, { runId: run.runId });
  } finally {
    over.abort();
  }
}

interface Watch {
  readonly signal: AbortSignal;
  readonly onUntouched: () => void;
}

async function watch(
  { client }: Engine,
  { workflowId, runId }: StartedRun,
  { signal, onUntouched }: Watch,
): Promise<void> {
  await sleep(PATIENCE_MS, undefined, { ref: false, signal });
  const { historyLength } = await client.temporal.workflow.getHandle(workflowId, runId).describe();
  if (historyLength <= EVENTS_OF_A_START) onUntouched();
}
