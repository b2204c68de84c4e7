import type { TextSink } from '../command';
import type { Palette } from '../terminal/format';
import { renderTree } from './render-tree';
import type { TaskViews } from './task-tree';

/** The sink and the style of a live tree. */
export interface LiveTreeOptions {
  readonly sink: TextSink;
  readonly palette: Palette;
  readonly titles: ReadonlyMap<string, string>;
}

const FRAME_MS = 200;
/** A query takes the worker's time, so the pause until the next one is this many times as long, up to the limit. */
const REST_FACTOR = 5;
const LONGEST_REST_MS = 2_000;

/** The tree of a run, redrawn while it runs. Does nothing without a terminal. */
export class LiveTree {
  readonly #options: LiveTreeOptions;
  readonly #region: LiveRegion;
  #views: TaskViews = {};
  #frames: NodeJS.Timeout | undefined;
  #isStopped = false;
  #isHeld = false;

  constructor(options: LiveTreeOptions) {
    this.#options = options;
    this.#region = new LiveRegion(options.sink);
  }

  /** Starts to draw the results of `ask`. If a result is missing, the last one stays. */
  follow(ask: () => Promise<TaskViews | undefined>): void {
    if (this.#options.sink.isTTY !== true) return;
    this.#frames = setInterval(() => this.#draw(), FRAME_MS);
    void this.#poll(ask);
  }

  /** Writes text above the tree. */
  writeAbove(text: string): void {
    this.#region.clear();
    this.#options.sink.write(text);
    this.#draw();
  }

  /** Hides the tree until `release`. */
  hold(): void {
    this.#isHeld = true;
    this.#region.clear();
  }

  release(): void {
    this.#isHeld = false;
  }

  /** Removes the tree. */
  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#frames);
    this.#region.clear();
  }

  async #poll(ask: () => Promise<TaskViews | undefined>): Promise<void> {
    while (!this.#isStopped) {
      const askedAtMs = Date.now();
      this.#views = (await ask().catch(() => undefined)) ?? this.#views;
      this.#draw();
      await sleep(Math.min(LONGEST_REST_MS, Math.max(FRAME_MS, REST_FACTOR * (Date.now() - askedAtMs))));
    }
  }

  #draw(): void {
    if (this.#isStopped || this.#isHeld || this.#frames === undefined) return;
    const { palette, titles } = this.#options;
    const { room, width } = this.#region;
    this.#region.show(renderTree(this.#views, { palette, titles, width, maxLines: room, nowMs: Date.now() }));
  }
}

// `unref`: the pause must not keep the process running.
function sleep(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs).unref());
}

const CLEAR_TO_END = '\u001B[0J';
const HIDE_CURSOR = '\u001B[?25l';
const SHOW_CURSOR = '\u001B[?25h';

/** Lines at the end of a terminal that are rewritten in the same place. */
class LiveRegion {
  readonly #sink: TextSink;
  #height = 0;
  #shown = '';

  constructor(sink: TextSink) {
    this.#sink = sink;
  }

  /** The number of lines that fit; lines that have scrolled away could not be erased. */
  get room(): number {
    return Math.max(3, (this.#sink.rows ?? 24) - 2);
  }

  /** Maximum characters per line; a longer line would wrap and count as two. */
  get width(): number {
    return Math.max(20, (this.#sink.columns ?? 80) - 1);
  }

  /** Replaces the previous lines by `lines`. */
  show(lines: readonly string[]): void {
    const text = lines.map((line) => `${line}\n`).join('');
    if (text === this.#shown) return;
    this.#sink.write(`${this.#height === 0 ? HIDE_CURSOR : this.#rewind()}${text}`);
    this.#height = lines.length;
    this.#shown = text;
  }

  /** Erases the lines, and shows the cursor again. */
  clear(): void {
    if (this.#height === 0) return;
    this.#sink.write(`${this.#rewind()}${SHOW_CURSOR}`);
    this.#height = 0;
    this.#shown = '';
  }

  #rewind(): string {
    return `\u001B[${this.#height}A\r${CLEAR_TO_END}`;
  }
}
