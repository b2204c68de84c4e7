import type { RunResult, StartedRun } from '@octavo/client';
import { plainTitles } from '@octavo/orchestrators/model';
import type { LogLine } from '@octavo/worker';
import type { CommandContext } from '../../command';
import type { Engine } from '../../engine/engine';
import { formatJson, paintByLevel, type Palette, paletteFor, toLine } from '../../terminal/format';
import { LiveTree } from '../../tree/live-tree';
import { describeResult } from '../../tree/render-tree';
import { toRunOutput } from '../run-output';
import { describeWarnings } from '../file-problems';
import type { RunOptions, RunRequest } from './request';

/** Reports the progress of a run, and its end. */
export interface RunReporter {
  start(engine: Engine, run: StartedRun): void;
  /** Shows a log line of the worker (`line` is then set) or of the command itself. */
  log(level: string, message: string, line?: LogLine): void;
  end(engine: Engine, result: RunResult): Promise<void>;
  /** Always called last; nothing is shown afterwards. */
  stop(): void;
}

/** The reporter for the options of the command. */
export function createReporter(request: RunRequest, context: CommandContext<RunOptions>): RunReporter {
  return context.options.json === true ? new JsonReporter(context) : new HumanReporter(request, context);
}

/** If the server stops with the run, the link to the run is shown only after this time. */
const LINK_AFTER_MS = 3_000;

/** The live tree in a terminal; plain text elsewhere. */
export class HumanReporter {
  readonly #context: CommandContext;
  readonly #request: RunRequest;
  readonly #tree: LiveTree;
  readonly #palette: Palette;
  #workflowId: string | undefined;
  /** The run in the Temporal UI; undefined once it was shown. */
  #link: string | undefined;
  #linkTimer: NodeJS.Timeout | undefined;

  constructor(request: RunRequest, context: CommandContext) {
    const { io } = context;
    this.#context = context;
    this.#request = request;
    this.#palette = paletteFor(io.stderr, io);
    this.#tree = new LiveTree({ sink: io.stderr, palette: this.#palette, titles: plainTitles(request.plan) });
    io.stderr.write(describeWarnings(request.warnings, this.#palette));
  }

  start(engine: Engine, { workflowId, runId }: StartedRun): void {
    const { id, version, title = id } = this.#request.plan;
    const { bold, dim } = this.#palette;
    this.#workflowId = workflowId;
    this.#context.io.stderr.write(`${bold(toLine(title))} ${toLine(version)}  ${dim(toLine(workflowId))}\n`);
    this.#linkTo(engine, workflowId);
    this.#tree.follow(() => engine.client.tasks(workflowId, { runId }));
  }

  log(level: string, message: string, line?: LogLine): void {
    const isVerbose = this.#context.options.verbose === true;
    if (!isVerbose && line !== undefined && isShownByTree(line, this.#workflowId)) return;
    this.#tree.writeAbove(`${paintByLevel(level, this.#palette)} ${message}\n`);
  }

  /** Asks a question, and hides the tree until `release`. */
  hold(question: string): void {
    this.#showLink();
    this.#tree.hold();
    this.#context.io.stderr.write(question);
  }

  release(): void {
    this.#tree.release();
  }

  end(_engine: Engine, result: RunResult): Promise<void> {
    this.stop();
    const { io } = this.#context;
    const palette = paletteFor(io.stdout, io);
    io.stdout.write(describeResult(result, { palette, titles: plainTitles(this.#request.plan), nowMs: Date.now() }));
    return Promise.resolve();
  }

  stop(): void {
    clearTimeout(this.#linkTimer);
    this.#link = undefined;
    this.#tree.stop();
  }

  /** A link to a server that stops with the run is useful only while the run is open. */
  #linkTo({ uiUrl, namespace, own }: Engine, workflowId: string): void {
    if (uiUrl === undefined) return;
    this.#link = `${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`;
    if (own !== 'server') this.#showLink();
    else this.#linkTimer = setTimeout(() => this.#showLink(), LINK_AFTER_MS).unref();
  }

  #showLink(): void {
    if (this.#link !== undefined) this.#tree.writeAbove(`${this.#palette.dim(`  ${this.#link}`)}\n`);
    this.#link = undefined;
  }
}

/** The tree shows only the first failed items, and no item whose failure is tolerated. */
const ITEM = /\[\d+\]/;

/**
 * True for a line about a failure that the tree shows anyway at the end of a run: the failure of the run itself, or of the last
 * attempt of a task outside of items.
 *
 * @param workflowId - id of the run; undefined while only this run can have written log lines
 */
function isShownByTree({ level, message, attributes }: LogLine, workflowId: string | undefined): boolean {
  const { workflowId: loggedId, task, code, retryInMs } = attributes;
  if (level !== 'warn' || (workflowId !== undefined && loggedId !== workflowId)) return false;
  if (message === 'Workflow failed') return true;
  const isLastAttempt = message === 'Activity failed' && code !== undefined && retryInMs === undefined;
  return isLastAttempt && typeof task === 'string' && !ITEM.test(task);
}

/** Writes one JSON object to the standard output, and nothing else. */
class JsonReporter {
  readonly #context: CommandContext;

  constructor(context: CommandContext) {
    this.#context = context;
  }

  start(_engine: Engine, _run: StartedRun): void {
    // Nothing is reported before the end.
  }

  log(level: string, message: string): void {
    const { io, options } = this.#context;
    const isShown = options.verbose === true || io.stderr.isTTY === true || level === 'WARN' || level === 'ERROR';
    if (isShown) io.stderr.write(`${level} ${message}\n`);
  }

  async end({ client }: Engine, result: RunResult): Promise<void> {
    this.#context.io.stdout.write(`${formatJson(await toRunOutput(result, client))}\n`);
  }

  stop(): void {
    // There is nothing to erase.
  }
}
