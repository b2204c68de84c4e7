import type { TextSink } from '../command';
import type { Palette } from '../terminal/format';
import { renderTree } from './render-tree';
import type { TaskViews } from './task-tree';

/** What a live tree is drawn with, and where. */
export interface LiveTreeOptions {
  readonly sink: TextSink;
  readonly palette: Palette;
  readonly titles: ReadonlyMap<string, string>;
}

const FRAME_MS = 200;
/** Asking takes the worker's time: it gets some times as much for its work, within what people take for live. */
const REST_FACTOR = 5;
const LONGEST_REST_MS = 2_000;

/** The tree of a run that is drawn again and again while it runs. Does nothing where there is no terminal. */
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

  /** Begins to draw what `ask` gives. An answer that does not come leaves the last one standing. */
  follow(ask: () => Promise<TaskViews | undefined>): void {
    if (this.#options.sink.isTTY !== true) return;
    this.#frames = setInterval(() => this.#draw(), FRAME_MS);
    void this.#poll(ask);
  }

  /** Writes text that stays. */
  writeAbove(text: string): void {
    this.#region.clear();
    this.#options.sink.write(text);
    this.#draw();
  }

  /** Takes the tree away until `release`. */
  hold(): void {
    this.#isHeld = true;
    this.#region.clear();
  }

  release(): void {
    this.#isHeld = false;
  }

  /** Takes the tree away for good. */
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

// Does not keep the process: a run that has ended needs no more frames.
function sleep(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs).unref());
}

const CLEAR_TO_END = '\u001B[0J';
const HIDE_CURSOR = '\u001B[?25l';
const SHOW_CURSOR = '\u001B[?25h';

/** Lines at the end of a terminal's text that are written again and again in the same place. */
class LiveRegion {
  readonly #sink: TextSink;
  #height = 0;
  #shown = '';

  constructor(sink: TextSink) {
    this.#sink = sink;
  }

  /** How many lines fit: more could not be taken back once they have scrolled away. */
  get room(): number {
    return Math.max(3, (this.#sink.rows ?? 24) - 2);
  }

  /** Characters of a line; a longer one would wrap and count as two. */
  get width(): number {
    return Math.max(20, (this.#sink.columns ?? 80) - 1);
  }

  /** Puts `lines` in the place of those before. */
  show(lines: readonly string[]): void {
    const text = lines.map((line) => `${line}\n`).join('');
    if (text === this.#shown) return;
    this.#sink.write(`${this.#height === 0 ? HIDE_CURSOR : this.#rewind()}${text}`);
    this.#height = lines.length;
    this.#shown = text;
  }

  /** Takes the lines back, and the cursor is seen again. */
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
