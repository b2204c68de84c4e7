import type { RunResult, StartedRun } from '@octavo/client';
import { plainTitles } from '@octavo/orchestrators/model';
import type { CommandContext } from '../../command-context';
import type { Engine } from '../../engine/engine';
import { type Palette, paletteFor } from '../../terminal/palette';
import { describeResult } from '../../tree/describe-result';
import { LiveTree } from '../../tree/live-tree';
import { describeWarnings } from '../validate/describe-problems';
import type { RunRequest } from './read-request';

/** The live tree in a terminal; plain text elsewhere. */
export class HumanReporter {
  readonly #context: CommandContext;
  readonly #request: RunRequest;
  readonly #tree: LiveTree;
  readonly #palette: Palette;

  constructor(request: RunRequest, context: CommandContext) {
    const { io } = context;
    this.#context = context;
    this.#request = request;
    this.#palette = paletteFor(io.stderr, io);
    this.#tree = new LiveTree({ sink: io.stderr, palette: this.#palette, titles: plainTitles(request.plan) });
    io.stderr.write(describeWarnings(request.warnings, this.#palette));
  }

  start({ client, uiUrl, namespace }: Engine, { workflowId, runId }: StartedRun): void {
    const { id, version, title = id } = this.#request.plan;
    const { bold, dim } = this.#palette;
    const link =
      uiUrl === undefined ? '' : dim(`  ${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(workflowId)}`);
    this.#context.io.stderr.write(`${bold(title)} ${version}  ${dim(workflowId)}\n${link === '' ? '' : `${link}\n`}`);
    this.#tree.follow(() => client.tasks(workflowId, { runId }));
  }

  log(level: string, message: string): void {
    this.#tree.writeAbove(`${this.#palette.dim(level)} ${message}\n`);
  }

  /** Asks something: the tree stays away until `release`. */
  hold(question: string): void {
    this.#tree.hold();
    this.#context.io.stderr.write(question);
  }

  release(): void {
    this.#tree.release();
  }

  end(_engine: Engine, result: RunResult): Promise<void> {
    this.#tree.stop();
    const { io } = this.#context;
    const palette = paletteFor(io.stdout, io);
    io.stdout.write(describeResult(result, { palette, titles: plainTitles(this.#request.plan), nowMs: Date.now() }));
    return Promise.resolve();
  }

  stop(): void {
    this.#tree.stop();
  }
}
