import type { MetricsConfig } from '@octavo/config';
import {
  Runtime,
  makeTelemetryFilterString,
  type LogLevel,
  type Logger,
  type MetricsExporterConfig,
} from '@temporalio/worker';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { toLine } from '../terminal/format';

/** Gets a line of the worker's log. */
export type LogListener = (level: LogLevel, message: string) => void;

/** What actions and `log` tasks write; everything else that the SDK has to say is for `--verbose`. */
const OF_USERS: ReadonlySet<unknown> = new Set(['workflow', 'activity']);

// There is one runtime in a process, and so one log: that of the command that came first.
let isInstalled = false;

/**
 * Makes the SDK write its log to `listener` instead of the terminal, and show its metrics where it is told to. To be called
 * before anything of it is used.
 *
 * @throws CliError CONFIG_INVALID where metrics cannot be shown
 */
export function quietRuntime({ options }: CommandContext, listener: LogListener, metrics?: MetricsConfig): void {
  if (isInstalled) return;
  isInstalled = true;
  const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
  const log: Log = (level, message, meta) => {
    if (isShown(level, meta?.['sdkComponent'], options.verbose === true)) listener(level, toLine(message));
  };
  // The SDK would stop its workers at a Ctrl-C by itself; what that means is for the command to say.
  const exporter = metrics === undefined ? {} : { metrics: exporterOf(metrics) };
  try {
    Runtime.install({
      shutdownSignals: [],
      logger: loggerOf(log),
      telemetryOptions: { logging: { forward: {}, filter }, ...exporter },
    });
  } catch (error) {
    throw metrics === undefined ? error : metricsUnusable(metrics, error);
  }
}

function metricsUnusable(metrics: MetricsConfig, cause: unknown): CliError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new CliError('CONFIG_INVALID', `metrics: ${JSON.stringify(metrics)} cannot be used: ${reason}.`, { cause });
}

/** A collector is spoken to by gRPC, unless the URL has the path that OTLP has over HTTP. */
function exporterOf(metrics: MetricsConfig): MetricsExporterConfig {
  if ('prometheus' in metrics) return { prometheus: { bindAddress: metrics.prometheus } };
  return { otel: { url: metrics.otel, http: metrics.otel.includes('/v1/metrics') } };
}

function isShown(level: LogLevel, component: unknown, isVerbose: boolean): boolean {
  if (OF_USERS.has(component)) return isVerbose || (level !== 'DEBUG' && level !== 'TRACE');
  return isVerbose && (level === 'WARN' || level === 'ERROR');
}

type Log = (level: LogLevel, message: string, meta?: Readonly<Record<string, unknown>>) => void;

function loggerOf(log: Log): Logger {
  return {
    log,
    trace: (message, meta) => log('TRACE', message, meta),
    debug: (message, meta) => log('DEBUG', message, meta),
    info: (message, meta) => log('INFO', message, meta),
    warn: (message, meta) => log('WARN', message, meta),
    error: (message, meta) => log('ERROR', message, meta),
  };
}
