import { describeUnknownVariables, maskValue, type MetricsConfig, type OctavoConfig } from '@octavo/config';
import { createWorkerLog, isImportant, lineText, type LogLine, type Masked, type WorkerLog } from '@octavo/worker';
import { type LogLevel, type MetricsExporterConfig, Runtime } from '@temporalio/worker';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command';
import { paletteFor } from '../terminal/format';

/** Gets a line of the worker's log, or of ours. */
export type LogListener = (level: LogLevel, message: string) => void;

/** The same for whoever shows one run: `line` is what the text was made of; absent for a line of ours. */
export type RunLogListener = (level: LogLevel, message: string, line?: LogLine) => void;

/** The log of this process: there is one runtime in it, and so one log, that of the command that came first. */
let installed: WorkerLog | undefined;

export function installedLog(): WorkerLog | undefined {
  return installed;
}

/** Who writes lines of their own: these are shown to whoever watches a run, all else at INFO is not. */
const OF_USERS: ReadonlySet<unknown> = new Set(['workflow', 'activity']);

/**
 * Makes the SDK write its log to `listener`, as text for somebody who watches one run: warnings and errors, and what
 * actions write; with `--verbose` all that `log.level` lets through, with all attributes. To be called before anything of
 * the SDK is used.
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

/** What a command tells: text for people, and a message with fields for a log that machines read. */
export interface Announcement {
  readonly text: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Tells people what a command does; where the log is for machines, as a line of it. A string is for both. */
export type Announce = (news: string | Announcement) => void;

/** How a command writes that serves until a signal. */
interface ServingLog {
  readonly log: WorkerLog;
  readonly say: Announce;
}

/**
 * Makes the SDK write its log to the standard error, as `log` of the configuration says, and show its metrics where it is
 * told to. To be called before anything of the SDK is used. Warns of variables that look like ours and are not.
 *
 * @throws CliError CONFIG_INVALID where metrics cannot be shown
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
    // The SDK would stop its workers at a Ctrl-C by itself; what that means is for the command to say.
    Runtime.install({ shutdownSignals: [], logger, telemetryOptions: { ...telemetryOptions, ...exporter } });
  } catch (error) {
    throw metrics === undefined ? error : metricsUnusable(metrics, error);
  }
  installed = log;
  // Node would write the error itself, with the secrets in it.
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

/** A collector is spoken to by gRPC, unless the URL has the path that OTLP has over HTTP. */
function exporterOf(metrics: MetricsConfig): MetricsExporterConfig {
  if ('prometheus' in metrics) return { prometheus: { bindAddress: metrics.prometheus } };
  return { otel: { url: metrics.otel, http: metrics.otel.includes('/v1/metrics') } };
}
