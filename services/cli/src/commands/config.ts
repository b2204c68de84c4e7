import { relative } from 'node:path';
import {
  type ConfigDescription,
  type ConfigSource,
  describeConfig,
  describeUnknownVariables,
  formatConfigSource,
  type OctavoConfig,
} from '@octavo/config';
import { type ExitCode, exitCodes } from '../cli-error';
import type { CommandContext } from '../command';
import { devAddress } from '../engine/address';
import { findServer } from '../engine/server-location';
import { configInvalid, configOptions } from '../project/read-config';
import { formatJson, formatTable, type Palette, paletteFor, toLine } from '../terminal/format';

/** The options of `octavo config show`. */
interface ShowOptions {
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

/** Default values are dim. */
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

/** The place where a value is set; undefined for defaults. Paths of files are relative to `cwd`. */
function placeOf(source: ConfigSource, cwd?: string): string | undefined {
  if (source.kind === 'default') return undefined;
  if (source.kind !== 'file' || cwd === undefined) return formatConfigSource(source);
  return formatConfigSource({ ...source, file: relative(cwd, source.file) });
}

/** The server that commands use with a configuration. */
interface ServerInUse {
  /** `host:port` */
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  /** The source of the address: the configuration, or the `octavo dev` of the folder. */
  readonly namedBy: 'configuration' | 'dev';
}

/** Finds the server; a configured one may be unreachable. Undefined if nothing names a server. */
async function findServerInUse(config: OctavoConfig): Promise<ServerInUse | undefined> {
  const { server, namespace, taskQueue } = config;
  if (server !== undefined) return { address: server.address, namespace, taskQueue, namedBy: 'configuration' };
  const dev = await findServer(config);
  if (dev === undefined) return undefined;
  return { address: dev.address, namespace: dev.namespace, taskQueue: dev.taskQueue, namedBy: 'dev' };
}

/** The last line of `octavo config show`. */
function describeServer(server: ServerInUse | undefined): string {
  if (server === undefined) {
    const advice = `\`run\` starts its own server; \`start\`, \`ls\` and other commands try ${devAddress}.`;
    return `Server in use: none is configured, and no \`octavo dev\` runs for this folder. ${advice}`;
  }
  const { address, namespace, taskQueue, namedBy } = server;
  const by = namedBy === 'dev' ? '`octavo dev` of this folder' : 'as configured';
  return `Server in use: ${address}, namespace ${namespace}, task queue ${taskQueue} (${by})`;
}
