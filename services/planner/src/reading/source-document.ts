import type { FieldPath, Json } from '@octavo/orchestrators/definitions';
import { limits } from '../limits';

/** A position in a text; both numbers start at 1. Columns count UTF-16 units, as editors and TypeScript do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A value that is only JSON, and the positions of its parts in the text. */
export interface SourceDocument {
  readonly value: Json;
  /**
   * The position of the value at `path`, or of the nearest value around it; undefined if there is no text. With `offset`:
   * the position of that character in the text at `path`.
   */
  locate(path: FieldPath, offset?: number): Position | undefined;
}

/** Reading cannot continue; this is the only reported problem. */
export class ReadingStopped extends Error {
  readonly code: 'LIMIT_EXCEEDED' | 'NOT_JSON';

  constructor(code: 'LIMIT_EXCEEDED' | 'NOT_JSON', message: string) {
    super(message);
    this.code = code;
  }
}

/** Counts values and characters, so that aliases and shared objects cannot make a large value of a small text. */
export class ValueBudget {
  #values = 0;
  #characters = 0;

  /** Throws `ReadingStopped` if there are too many values or characters, or if they nest too deep. */
  take(depth: number, text = ''): void {
    this.#values += 1;
    this.#characters += text.length;
    if (depth > limits.valueDepth)
      stop('nesting', `lists and maps lie deeper than ${limits.valueDepth} inside each other`);
    if (this.#values > limits.values) stop('values', `there are more than ${limits.values} values, aliases expanded`);
    if (this.#characters > limits.characters)
      stop('size', `there are more than ${limits.characters} characters, aliases expanded`);
  }
}

function stop(limit: string, message: string): never {
  throw new ReadingStopped('LIMIT_EXCEEDED', `limit "${limit}": ${message}`);
}
