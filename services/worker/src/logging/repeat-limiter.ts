import type { JsonObject } from '@octavo/orchestrators';
import { isAtLeast, type LogLine } from './log-line';

/** The number of lines of one kind that are written in an interval; further ones are counted. */
const MOST_LINES = 10;
const INTERVAL_MS = 60_000;
/** The maximum number of kinds; beyond it, the counts are reported before the interval ends. */
const MOST_KINDS = 1_000;

interface Kind {
  readonly example: LogLine;
  count: number;
}

/**
 * Limits repeated lines, so that a failure that happens ten thousand times does not write ten thousand lines. Lines are of
 * one kind if level, message, definition, task (without the numbers of items and visits) and code are the same. Errors and
 * lines of users are always written. At the end of an interval, and on `flush`, one line for each kind has the number of
 * omitted lines.
 *
 * If the server did not accept the end of a workflow task, the task is repeated; its lines are not written again.
 */
export class RepeatLimiter {
  readonly #write: (line: LogLine) => void;
  readonly #kinds = new Map<string, Kind>();
  readonly #recent = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(write: (line: LogLine) => void) {
    this.#write = write;
  }

  /** Writes the line, or counts it. */
  take(line: LogLine): void {
    if (this.#isAgain(line)) return;
    if (isAtLeast(line.level, 'error') || !isCounted(line)) return this.#write(line);
    const kind = this.#kindOf(line);
    kind.count += 1;
    if (kind.count <= MOST_LINES) this.#write(line);
  }

  /** Reports the omitted lines, and starts new counts. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const kinds = [...this.#kinds.values()];
    this.#kinds.clear();
    for (const { example, count } of kinds) if (count > MOST_LINES) this.#write(summaryOf(example, count - MOST_LINES));
  }

  #isAgain({ message, attributes }: LogLine): boolean {
    const { runId, task, attempt, code, component } = attributes;
    if (runId === undefined || code === undefined || component !== 'worker') return false;
    const key = JSON.stringify([runId, message, task, attempt, code]);
    const isAgain = this.#recent.has(key);
    this.#recent.add(key);
    const [oldest] = this.#recent;
    if (this.#recent.size > MOST_KINDS && oldest !== undefined) this.#recent.delete(oldest);
    return isAgain;
  }

  #kindOf(line: LogLine): Kind {
    const key = keyOf(line);
    const existing = this.#kinds.get(key);
    if (existing !== undefined) return existing;
    if (this.#kinds.size >= MOST_KINDS) this.flush();
    this.#timer ??= setTimeout(() => this.flush(), INTERVAL_MS).unref();
    const kind = { example: line, count: 0 };
    this.#kinds.set(key, kind);
    return kind;
  }
}

/** A warning of the worker itself reports a failure, even without a code. */
function isCounted({ level, attributes: { code, component } }: LogLine): boolean {
  return code !== undefined || (level === 'warn' && component === 'worker');
}

function keyOf({ level, message, attributes }: LogLine): string {
  const { definition, workflowType, code } = attributes;
  return JSON.stringify([level, message, definition ?? workflowType, withoutNumbers(attributes), code]);
}

function summaryOf({ level, message, attributes }: LogLine, omitted: number): LogLine {
  const { definition, action, code } = attributes;
  const task = withoutNumbers(attributes);
  const kept: JsonObject = {
    ...(definition === undefined ? {} : { definition }),
    ...(task === undefined ? {} : { task }),
    ...(action === undefined ? {} : { action }),
    ...(code === undefined ? {} : { code }),
    omitted,
  };
  return { level, timeMs: Date.now(), message: `${message}: ${omitted} more lines like this`, attributes: kept };
}

/** `each[12]/fetch#2` is one of `each[]/fetch`. */
function withoutNumbers({ task }: JsonObject): string | undefined {
  return typeof task === 'string' ? task.replaceAll(/\[\d+\]/g, '[]').replaceAll(/#\d+/g, '') : undefined;
}
