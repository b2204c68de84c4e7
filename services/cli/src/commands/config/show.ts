import { relative } from 'node:path';
import {
  type ConfigDescription,
  type ConfigSource,
  describeConfig,
  describeUnknownVariables,
  formatConfigSource,
} from '@octavo/config';
import type { CommandContext } from '../../command-context';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { configInvalid, configOptions } from '../../project/read-config';
import { formatJson, toLine } from '../../terminal/format';
import { type Palette, paletteFor } from '../../terminal/palette';
import { formatTable } from '../../terminal/table';
import { describeServer, findServerInUse } from './server-in-use';

/** The options of `octavo config show`. */
export interface ShowOptions {
  readonly json?: boolean;
}

type Field = ConfigDescription['fields'][number];

/** `octavo config show [file]`: every field of the configuration, with its value and its source, and the server in use. */
export async function show(definition: string | undefined, context: CommandContext<ShowOptions>): Promise<ExitCode> {
  const { io, options } = context;
  const described = await describeConfig(configOptions(context, definition));
  if ('problems' in described) throw configInvalid(described.problems);
  const server = await findServerInUse(described.config);
  const palette = paletteFor(io.stdout, io);
  const text =
    options.json === true
      ? formatJson({ ...toJson(described), server: server ?? null })
      : `${describe(described, io.cwd, palette)}\n\n${describeServer(server)}`;
  io.stdout.write(`${text}\n`);
  const warnings = describeUnknownVariables(io.env, described.config);
  io.stderr.write(warnings.map((warning) => `${paletteFor(io.stderr, io).yellow('warning')}  ${warning}\n`).join(''));
  return exitCodes.success;
}

function describe({ file, folder, fields }: ConfigDescription, cwd: string, palette: Palette): string {
  const header =
    file === undefined ? `No octavo.config.yaml; local state is in ${folder}` : `Configuration file ${file}`;
  const rows = fields.map((field) => rowOf(field, cwd, palette));
  return [header, '', ...formatTable(['FIELD', 'VALUE', 'SOURCE'], rows)].join('\n');
}

/** What nothing has set is dim. */
function rowOf({ path, value, source }: Field, cwd: string, { dim }: Palette): readonly string[] {
  const cells = [path, value === undefined ? 'not set' : toText(value), placeOf(source, cwd) ?? 'default'].map((text) =>
    toLine(text),
  );
  return source.kind === 'default' ? cells.map(dim) : cells;
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function toJson({ file, folder, fields }: ConfigDescription): object {
  const entries = fields.map(({ path, value = null, source }): [string, object] => [
    path,
    { value, source: source.kind, place: placeOf(source) ?? null },
  ]);
  return { file: file ?? null, folder, fields: Object.fromEntries<object>(entries) };
}

/** Where a value is set, and undefined for defaults; files are named from `cwd`. */
function placeOf(source: ConfigSource, cwd?: string): string | undefined {
  if (source.kind === 'default') return undefined;
  if (source.kind !== 'file' || cwd === undefined) return formatConfigSource(source);
  return formatConfigSource({ ...source, file: relative(cwd, source.file) });
}
