import pc from 'picocolors';
import type { CliIo, TextSink } from '../cli-io';

/** The colours of one output stream; all do nothing where it has none. */
export type Palette = ReturnType<typeof pc.createColors>;

/** Colours for a terminal, unless NO_COLOR is set; FORCE_COLOR asks for them anywhere. Source: no-color.org. */
export function paletteFor(sink: TextSink, { env }: Pick<CliIo, 'env'>): Palette {
  if (env['NO_COLOR']) return pc.createColors(false);
  const isForced = Boolean(env['FORCE_COLOR']) && env['FORCE_COLOR'] !== '0';
  return pc.createColors(isForced || (sink.isTTY === true && env['TERM'] !== 'dumb'));
}

/** The name of a log level in its colour, the same as that of the worker's own log. */
export function paintByLevel(level: string, { red, yellow, green, dim }: Palette): string {
  const paint = { ERROR: red, WARN: yellow, INFO: green }[level] ?? dim;
  return paint(level);
}
