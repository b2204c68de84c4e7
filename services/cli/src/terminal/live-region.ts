import type { TextSink } from '../cli-io';

const CLEAR_TO_END = '\u001B[0J';
const HIDE_CURSOR = '\u001B[?25l';
const SHOW_CURSOR = '\u001B[?25h';

/** Lines at the end of a terminal's text that are written again and again in the same place. */
export class LiveRegion {
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
