import { stripVTControlCharacters } from 'node:util';
import type { Json } from '@octavo/orchestrators';
import pc from 'picocolors';
import type { CliIo, TextSink } from '../command';

/** A duration for people: `85 ms`, `1.25 s`, `2 m 05 s`, `3 h 20 m`. */
export function formatElapsed(durationMs: number): string {
  if (durationMs < 1_000) return `${Math.max(0, Math.round(durationMs))} ms`;
  if (durationMs < 60_000) return `${(durationMs / 1_000).toFixed(durationMs < 10_000 ? 2 : 1)} s`;
  const seconds = Math.floor(durationMs / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} m ${pad(seconds % 60)} s`;
  return `${Math.floor(seconds / 3_600)} h ${pad(Math.floor(seconds / 60) % 60)} m`;
}

/** JSON on several lines, with two spaces per level. */
export function formatJson(value: Json | object): string {
  return JSON.stringify(value, null, 2);
}

/** Control characters, other line separators, and characters that change the direction of text. */
const CONTROL = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;

/** One line of text for a terminal, cut to `width`, without control characters, which could move the cursor. */
export function toLine(text: string, width = Number.POSITIVE_INFINITY): string {
  const line = text.replace(CONTROL, ' ');
  if (line.length <= width) return line;
  const characters = Array.from(line);
  return characters.length <= width ? line : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
}

/** As `toLine`, for text of several lines. */
export function toLines(text: string): string {
  return text
    .split('\n')
    .map((line) => toLine(line))
    .join('\n');
}

function pad(count: number): string {
  return `${count}`.padStart(2, '0');
}

/** Columns as wide as their widest cell; no lines between rows, no trailing spaces. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))));
  return all.map((row) =>
    row
      .map((cell, column) => padTo(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function padTo(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - widthOf(cell)));
}

/** The number of visible characters. */
function widthOf(cell: string): number {
  return Array.from(stripVTControlCharacters(cell)).length;
}

/** The colours of one output stream; without effect if it has no colours. */
export type Palette = ReturnType<typeof pc.createColors>;

/** Colours for a terminal, unless NO_COLOR is set; FORCE_COLOR asks for them anywhere. Source: no-color.org. */
export function paletteFor(sink: TextSink, { env }: Pick<CliIo, 'env'>): Palette {
  if (env['NO_COLOR']) return pc.createColors(false);
  const isForced = Boolean(env['FORCE_COLOR']) && env['FORCE_COLOR'] !== '0';
  return pc.createColors(isForced || (sink.isTTY === true && env['TERM'] !== 'dumb'));
}

/** The name of a log level in the colour that the worker's log uses. */
export function paintByLevel(level: string, { red, yellow, green, dim }: Palette): string {
  const paint = { ERROR: red, WARN: yellow, INFO: green }[level] ?? dim;
  return paint(level);
}
