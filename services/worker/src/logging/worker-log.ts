import { type SecretSource, SecretMasker } from '@octavo/activities';
import { type Logger, type LogLevel, makeTelemetryFilterString, type RuntimeOptions } from '@temporalio/worker';
import { isAtLeast, jsonLines, type LogDestination, type LogLevelName, type LogLine } from './log-line';
import { prettyLines } from './pretty-lines';
import { RepeatLimiter } from './repeat-limiter';
import { levelOf, type LogMeta, toLogLine } from './to-log-line';

/** Texts that no line may have. */
export type Masked = Pick<SecretSource, 'values'>;

export interface WorkerLogOptions {
  /** The least important level that is written; warnings and errors always are. Default `info`. */
  readonly level?: Exclude<LogLevelName, 'error'> | undefined;
  /** Default: `pretty` on a terminal, else `json`. */
  readonly format?: 'pretty' | 'json' | undefined;
  /** Default: the standard error. */
  readonly destination?: LogDestination;
  /** Default: as the terminal can, and `NO_COLOR` allows. */
  readonly colors?: boolean;
  /** What is masked in every line. Default: nothing. */
  readonly secrets?: Masked | undefined;
  /** Gets every line in place of the destination. */
  readonly onLine?: (line: LogLine) => void;
}

/** The log of a worker's process. */
export interface WorkerLog {
  readonly format: 'pretty' | 'json';
  /** For `Runtime.install`, before anything else of the SDK is used: its log, core's with it, becomes this one. */
  readonly runtimeOptions: {
    readonly logger: Logger;
    readonly telemetryOptions: Pick<NonNullable<RuntimeOptions['telemetryOptions']>, 'logging'>;
  };
  /** Writes a line of the process's own. Never throws. */
  readonly write: (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;
  /** Masks these as well, from now on. */
  mask(secrets: Masked): void;
  /** Tells how many lines were left out since the last time. Call it before the process ends. */
  flush(): void;
}

/** Makes the log of a worker's process; see the README for what is in a line. */
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
      // Whatever becomes of a line, the worker goes on.
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

/** What core logs below a warning is about each of its polls. */
function filterFor(level: LogLevelName): string {
  return makeTelemetryFilterString({ core: level === 'trace' ? 'DEBUG' : 'WARN', other: 'ERROR' });
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

/** Secrets that are rotated while the worker runs are masked too, before and after. */
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
