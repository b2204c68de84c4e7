import { describeUnknownVariables, maskValue, type MetricsConfig, type OctavoConfig } from '@octavo/config';
import { createWorkerLog, isImportant, lineText, type LogLine, type Masked, type WorkerLog } from '@octavo/worker';
import { type LogLevel, type MetricsExporterConfig, Runtime } from '@temporalio/worker';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command';
import { paletteFor } from '../terminal/format';

/** Receives a line of the worker's log, or of the command itself. */
export type LogListener = (level: LogLevel, message: string) => void;

/**
 * As `LogListener`, for the display of one run: `line` is the source of the text; absent for a line of the command itself.
 */
export type RunLogListener = (level: LogLevel, message: string, line?: LogLine) => void;

/** The log of this process. A process has one runtime of the SDK, so it has one log: that of the first command. */
let installed: WorkerLog | undefined;

export function installedLog(): WorkerLog | undefined {
  return installed;
}

/** Sources of lines that users write. Only these are shown at INFO to people who watch a run. */
const OF_USERS: ReadonlySet<unknown> = new Set(['workflow', 'activity']);

/**
 * Makes the SDK write its log to `listener`, as text for people who watch one run: warnings, errors and the lines of actions;
 * with `--verbose`, all lines of `log.level` with all attributes. Call it before the SDK is used.
 */
export function logToListener(
  { options }: CommandContext,
  listener: RunLogListener,
  config?: Pick<OctavoConfig, 'log' | 'credentials'>,
): void {
  const isVerbose = options.verbose === true;
  const onLine = (line: LogLine): void => {
    if (!isVerbose && !isImportant(line) && !OF_USERS.has(line.attributes['component'])) return;
    listener(line.level.toUpperCase() as LogLevel, lineText(line, isVerbose ? 'full' : 'brief'), line);
  };
  install(createWorkerLog({ level: config?.log.level, onLine, secrets: maskedIn(config) }));
}

/** A message of a command: text for people, and a message with fields for a JSON log. */
export interface Announcement {
  readonly text: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Writes a message of a command; as a line of the log if its format is JSON. A string serves both. */
export type Announce = (news: string | Announcement) => void;

/** The log of a command that serves until a signal. */
interface ServingLog {
  readonly log: WorkerLog;
  readonly say: Announce;
}

/**
 * Makes the SDK write its log to the standard error, as `log` of the configuration says, and export its metrics if
 * configured. Call it before the SDK is used. Warns about unknown variables that look like Octavo's.
 *
 * @throws CliError CONFIG_INVALID if metrics cannot be exported
 */
export function logToStderr(
  { io }: CommandContext,
  config: Pick<OctavoConfig, 'log' | 'metrics' | 'secrets' | 'credentials'>,
): ServingLog {
  const colors = paletteFor(io.stderr, io).isColorSupported;
  const log = createWorkerLog({ ...config.log, colors, destination: io.stderr, secrets: maskedIn(config) });
  install(log, config.metrics);
  for (const sentence of describeUnknownVariables(io.env, config)) log.write('WARN', sentence);
  const say: Announce = (news) => {
    const { text, message, fields } = typeof news === 'string' ? { text: news, message: news, fields: {} } : news;
    if (log.format === 'json') log.write('INFO', message, fields);
    else io.stderr.write(`${text}\n`);
  };
  return { log, say };
}

function install(log: WorkerLog, metrics?: MetricsConfig): void {
  if (installed !== undefined) return;
  const { logger, telemetryOptions } = log.runtimeOptions;
  const exporter = metrics === undefined ? {} : { metrics: exporterOf(metrics) };
  try {
    // Without this, the SDK would stop its workers on Ctrl-C; the command decides what Ctrl-C does.
    Runtime.install({ shutdownSignals: [], logger, telemetryOptions: { ...telemetryOptions, ...exporter } });
  } catch (error) {
    throw metrics === undefined ? error : metricsUnusable(metrics, error);
  }
  installed = log;
  // Node would write the error with its secrets.
  process.on('uncaughtException', (error) => {
    logger.error('The process ends: an error was thrown where nothing could catch it', { error });
    process.exit(UNCAUGHT);
  });
}

/** The exit code of Node itself. */
const UNCAUGHT = 1;

function maskedIn(config: Pick<OctavoConfig, 'credentials'> | undefined): Masked {
  return { values: () => config?.credentials ?? [] };
}

function metricsUnusable(metrics: MetricsConfig, cause: unknown): CliError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const [[kind, target] = ['', '']] = Object.entries(metrics);
  const masked = String(maskValue(['metrics', kind], target));
  const message = `metrics: ${kind} ${masked} cannot be used: ${reason.replaceAll(target, masked)}.`;
  return new CliError('CONFIG_INVALID', message, { cause });
}

/** The exporter uses gRPC, unless the URL has the path of OTLP over HTTP. */
function exporterOf(metrics: MetricsConfig): MetricsExporterConfig {
  if ('prometheus' in metrics) return { prometheus: { bindAddress: metrics.prometheus } };
  return { otel: { url: metrics.otel, http: metrics.otel.includes('/v1/metrics') } };
}
