import type { RunResult, StartedRun } from '@octavo/client';
import { plainTitles } from '@octavo/orchestrators/model';
import type { LogLine } from '@octavo/worker';
import type { CommandContext } from '../../command-context';
import type { Engine } from '../../engine/engine';
import { toLine } from '../../terminal/format';
import { type Palette, paintByLevel, paletteFor } from '../../terminal/palette';
import { describeResult } from '../../tree/describe-result';
import { LiveTree } from '../../tree/live-tree';
import { describeWarnings } from '../validate/describe-problems';
import type { RunRequest } from './read-request';
import { isShownByTree } from './shown-by-tree';

/** From then on a run is long enough to be looked at while a server of its own is there. */
const LINK_AFTER_MS = 3_000;

/** The live tree in a terminal; plain text elsewhere. */
export class HumanReporter {
  readonly #context: CommandContext;
  readonly #request: RunRequest;
  readonly #tree: LiveTree;
  readonly #palette: Palette;
  #workflowId: string | undefined;
  /** Of the run in the Temporal UI, as long as it is not shown. */
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

  /** Asks something: the tree stays away until `release`. */
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

  /** A link into a server that ends with the run is of use only while the run goes on. */
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
