import { type SecretSource, SecretMasker } from '@octavo/activities';
import type { Logger, LogLevel, RuntimeOptions } from '@temporalio/worker';
import { temporalWorker } from '../temporal-worker';
import { isAtLeast, jsonLines, type LogDestination, type LogLevelName, type LogLine } from './log-line';
import { prettyLines } from './pretty-lines';
import { RepeatLimiter } from './repeat-limiter';
import { levelOf, type LogMeta, toLogLine } from './to-log-line';

/** Texts that are masked in every line. */
export type Masked = Pick<SecretSource, 'values'>;

export interface WorkerLogOptions {
  /** The minimum level of lines; warnings and errors are always written. Default `info`. */
  readonly level?: Exclude<LogLevelName, 'error'> | undefined;
  /** Default: `pretty` on a terminal, else `json`. */
  readonly format?: 'pretty' | 'json' | undefined;
  /** Default: the standard error. */
  readonly destination?: LogDestination;
  /** Default: if the terminal supports colours and `NO_COLOR` is not set. */
  readonly colors?: boolean;
  /** Masked texts of every line. Default: none. */
  readonly secrets?: Masked | undefined;
  /** Receives every line in place of the destination. */
  readonly onLine?: (line: LogLine) => void;
}

/** The log of a worker's process. */
export interface WorkerLog {
  readonly format: 'pretty' | 'json';
  /**
   * For `Runtime.install`, before any other use of the SDK: this log then receives the SDK's lines and those of its
   * core.
   */
  readonly runtimeOptions: {
    readonly logger: Logger;
    readonly telemetryOptions: Pick<NonNullable<RuntimeOptions['telemetryOptions']>, 'logging'>;
  };
  /** Writes a line of the process itself. Never throws. */
  readonly write: (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;
  /** Masks these texts too, from now on. */
  mask(secrets: Masked): void;
  /** Writes the counts of omitted lines. Call it before the process ends. */
  flush(): void;
}

/** Creates the log of a worker's process. The README describes the lines. */
export function createWorkerLog(options: WorkerLogOptions = {}): WorkerLog {
  const { level = 'info', destination = process.stderr, onLine } = options;
  const format = options.format ?? (destination.isTTY === true ? 'pretty' : 'json');
  const write = onLine ?? linesTo(destination, format, options);
  const isVerbose = !isAtLeast(level, 'info');
  const limiter = new RepeatLimiter(write);
  const masking = new Masking(options.secrets);
  const log: Log = (givenLevel, message, meta = {}) => {
    const sdkLevel = levelOf(givenLevel, message, meta);
    if (!isAtLeast(sdkLevel.toLowerCase() as LogLevelName, level)) return;
    try {
      const line = toLogLine(sdkLevel, message, meta, masking.masker);
      if (isVerbose) write(line);
      else limiter.take(line);
    } catch {
      // Whatever happens to a line, the worker continues.
    }
  };
  return {
    format,
    runtimeOptions: { logger: loggerOf(log), telemetryOptions: { logging: { forward: {}, filter: filterFor(level) } } },
    write: (sdkLevel, message, fields) => log(sdkLevel, message, fields === undefined ? {} : { fields }),
    mask: (secrets) => masking.add(secrets),
    flush: () => limiter.flush(),
  };
}

function linesTo(
  destination: LogDestination,
  format: 'pretty' | 'json',
  { colors }: WorkerLogOptions,
): (line: LogLine) => void {
  if (format === 'json') return jsonLines(destination);
  return prettyLines(destination, colors ?? (destination.isTTY === true && !process.env['NO_COLOR']));
}

/** Lines of the core below a warning are about each of its polls. */
function filterFor(level: LogLevelName): string {
  return temporalWorker().makeTelemetryFilterString({ core: level === 'trace' ? 'DEBUG' : 'WARN', other: 'ERROR' });
}

type Log = (level: LogLevel, message: string, meta?: LogMeta) => void;

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

/** Secrets that are rotated while the worker runs: old and new values are masked. */
class Masking {
  readonly #sources: Masked[];
  readonly #known = new Set<string>();
  readonly #masker = new SecretMasker();

  constructor(secrets: Masked | undefined) {
    this.#sources = secrets === undefined ? [] : [secrets];
  }

  add(secrets: Masked): void {
    this.#sources.push(secrets);
  }

  get masker(): SecretMasker {
    const found = this.#sources.flatMap((source) => source.values()).filter((value) => !this.#known.has(value));
    if (found.length > 0) this.#masker.add(found);
    for (const value of found) this.#known.add(value);
    return this.#masker;
  }
}
