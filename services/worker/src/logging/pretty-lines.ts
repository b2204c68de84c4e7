import { isJsonObject, type Json, type JsonObject } from '@octavo/orchestrators';
import pc from 'picocolors';
import type { LogDestination, LogLevelName, LogLine } from './log-line';

type Palette = ReturnType<typeof pc.createColors>;

/** Fields that are obvious or useless on a terminal. */
const LEFT_OUT = new Set([
  ...['version', 'workflowType', 'activityType', 'activityId', 'namespace', 'taskQueue', 'component'],
  ...['code', 'error', 'fields'],
]);

/** The fields of a failure in a brief line. */
const BRIEF = new Set(['task', 'attempt']);

/** Writes lines for people: time, level, message, then the attributes, and the stack below. */
export function prettyLines(destination: LogDestination, colors: boolean): (line: LogLine) => void {
  const palette = pc.createColors(colors);
  return (line) => void destination.write(prettyLine(line, palette));
}

function prettyLine(line: LogLine, palette: Palette): string {
  const level = paint(line.level, palette)(line.level.toUpperCase().padEnd(5));
  const [rest, stack] = [pairsOf(line, 'full'), stackOf(line)];
  return [
    `${palette.dim(clockTime(line.timeMs))} ${level} ${headlineOf(line)}${rest === '' ? '' : `  ${palette.dim(rest)}`}`,
    ...stack.map(palette.dim),
    '',
  ].join('\n');
}

/**
 * A line as text, without time and level. `brief`: for people who watch this one run, so without ids; `full`: with all
 * attributes and the stack.
 */
export function lineText(line: LogLine, detail: Detail): string {
  const rest = pairsOf(line, detail);
  const stack = detail === 'full' ? stackOf(line) : [];
  return [`${headlineOf(line)}${rest === '' ? '' : `  ${rest}`}`, ...stack].join('\n');
}

type Detail = 'brief' | 'full';

function pairsOf({ attributes }: LogLine, detail: Detail): string {
  const shown = Object.entries(attributes).filter(([name]) =>
    detail === 'brief' ? BRIEF.has(name) && attributes['code'] !== undefined : !LEFT_OUT.has(name),
  );
  const details = detail === 'full' ? Object.entries(errorDetails(attributes)) : [];
  return [...shown, ...details, ...fieldsOf(attributes)].map(pairOf).join(' ');
}

/** Escapes characters that would move the cursor, change colours or reverse text. */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
  });
}

/** The message of a workflow failure contains the code. */
function headlineOf({ message, attributes: { code, error } }: LogLine): string {
  const reason = isJsonObject(error) && typeof error['message'] === 'string' ? error['message'] : undefined;
  const hasCode = typeof code === 'string' && reason?.startsWith(code) !== true;
  return [message, ...(hasCode ? [code] : []), ...(reason === undefined ? [] : [reason])].map(visible).join(': ');
}

function errorDetails({ error }: JsonObject): JsonObject {
  return isJsonObject(error) && error['details'] !== undefined ? { details: error['details'] } : {};
}

function fieldsOf({ fields }: JsonObject): readonly (readonly [string, Json])[] {
  if (fields === undefined) return [];
  return isJsonObject(fields) ? Object.entries(fields) : [['fields', fields]];
}

function pairOf([name, value]: readonly [string, Json]): string {
  const isPlain = typeof value === 'string' && /^[^\s"=]+$/.test(value);
  return `${visible(name)}=${visible(isPlain ? value : JSON.stringify(value))}`;
}

function stackOf({ attributes: { error } }: LogLine): readonly string[] {
  const stack = isJsonObject(error) ? error['stack'] : undefined;
  if (typeof stack !== 'string') return [];
  const frames = stack.split('\n').filter((text) => /^\s+at /.test(text));
  return frames.map((frame) => `    ${visible(frame.trim())}`);
}

function clockTime(timeMs: number): string {
  const time = new Date(timeMs);
  const [hours, minutes, seconds] = [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) =>
    `${part}`.padStart(2, '0'),
  );
  return `${hours}:${minutes}:${seconds}.${`${time.getMilliseconds()}`.padStart(3, '0')}`;
}

function paint(level: LogLevelName, { red, yellow, green, dim }: Palette): (text: string) => string {
  if (level === 'error') return red;
  if (level === 'warn') return yellow;
  return level === 'info' ? green : dim;
}
