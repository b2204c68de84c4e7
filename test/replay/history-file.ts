import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';

/** The folder of histories, with a subfolder for each version of Octavo that recorded some. */
export const historiesFolder = join(__dirname, 'histories');

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

/** A recorded history. */
export interface HistoryFile {
  /** Some ids are derived from it. */
  readonly workflowId: string;
  readonly history: History;
}

/** Formats a history as JSON, with bytes as Base64. Temporal's own JSON needs a single copy of protobufjs in the tree. */
export function formatHistory(file: HistoryFile): string {
  return `${JSON.stringify(toPlain(file))}\n`;
}

function parseHistory(text: string): HistoryFile {
  return JSON.parse(text, textToBytes) as HistoryFile;
}

/** All histories of `folder`, of all versions, with names such as `0.1.0/tangle`. */
export function readHistories(folder = historiesFolder): readonly (HistoryFile & { readonly name: string })[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({
      name: file.replace(/\.json$/, ''),
      ...parseHistory(readFileSync(join(folder, file), 'utf8')),
    }));
}

// Copies messages to plain objects first, because their `toJSON` would produce Temporal's JSON.
function toPlain(value: unknown): unknown {
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toPlain(inner)]));
}

function textToBytes(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('base64' in value)) return value;
  return new Uint8Array(Buffer.from(String(value.base64), 'base64'));
}
