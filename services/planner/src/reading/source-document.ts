import type { FieldPath, Json } from '@octavo/orchestrators/definitions';

/** A place in a text, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What was read: a value that is JSON and nothing else, and where its parts stand in the text. */
export interface SourceDocument {
  readonly value: Json;
  /**
   * Where the value at `path` stands, or what is nearest above it; undefined where there is no text. With `excerpt`:
   * where that text begins inside of the value.
   */
  locate(path: FieldPath, excerpt?: string): Position | undefined;
}
