import type { FieldPath, Json } from '@octavo/orchestrators/definitions';
import { limits } from '../limits';

/** A place in a text, both from 1. Columns count UTF-16 units, as editors and TypeScript do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What was read: a value that is JSON and nothing else, and where its parts stand in the text. */
export interface SourceDocument {
  readonly value: Json;
  /**
   * Where the value at `path` stands, or what is nearest above it; undefined where there is no text. With `offset`:
   * where that character of the text at `path` stands.
   */
  locate(path: FieldPath, offset?: number): Position | undefined;
}

/** Thrown where reading cannot go on; told as the one problem. */
export class ReadingStopped extends Error {
  readonly code: 'LIMIT_EXCEEDED' | 'NOT_JSON';

  constructor(code: 'LIMIT_EXCEEDED' | 'NOT_JSON', message: string) {
    super(message);
    this.code = code;
  }
}

/** Counts what is read, so that aliases and shared objects cannot make much of little. */
export class ValueBudget {
  #values = 0;
  #characters = 0;

  /** Throws `ReadingStopped` when there is too much, or it lies too deep. */
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
