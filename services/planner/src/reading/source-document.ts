import type { FieldPath, Json } from '@octavo/orchestrators/definitions';

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
