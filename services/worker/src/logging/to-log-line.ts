import { messageOf, nameOf, propertyOf, type SecretMasker, toLoggable, toLogText } from '@octavo/activities';
import { isJsonObject, type Json, type JsonObject } from '@octavo/orchestrators';
import type { LogLevel } from '@temporalio/worker';
import type { LogLevelName, LogLine } from './log-line';

/** The data that the SDK passes to a logger besides the message. */
export type LogMeta = Readonly<Record<string | symbol, unknown>>;

/** The SDK's symbol for the time of a line, in nanoseconds. */
const TIMESTAMP = Symbol.for('log_timestamp');

/** Attributes in their order, with the names that the SDK or Octavo first gave them. */
const ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ...['workflowId', 'runId'].map((name) => [name, name] as const),
  ['workflowRunId', 'runId'],
  ...['definition', 'version', 'task', 'action', 'attempt', 'code', 'status'].map((name) => [name, name] as const),
  ...['durationMs', 'retryInMs', 'workflowType', 'activityType', 'activityId'].map((name) => [name, name] as const),
  ...['namespace', 'taskQueue'].map((name) => [name, name] as const),
  ['sdkComponent', 'component'],
]);

/** Attributes that are long and useless to readers. */
const LEFT_OUT = new Set(['taskToken', 'isLocal', 'isOfAction', 'error', 'fields']);

/** Lines of the SDK at INFO about each start and stop of a worker, which are useless to operators. */
const ROUTINE = /^(Worker state changed|No Nexus services registered)/;

const MAX_MESSAGE_CHARACTERS = 8 * 1024;
const MAX_FIELDS_BYTES = 16 * 1024;

/** The level of a line: routine lines of the SDK's worker are DEBUG. */
export function levelOf(level: LogLevel, message: string, { sdkComponent }: LogMeta): LogLevel {
  return level === 'INFO' && sdkComponent === 'worker' && ROUTINE.test(message) ? 'DEBUG' : level;
}

/**
 * Converts the SDK's log entry to a line. Attributes that are not Octavo's own go into `fields`, so that users' names
 * never collide. A defect is an error, whatever the SDK's level.
 */
export function toLogLine(level: LogLevel, message: string, meta: LogMeta, masker: SecretMasker): LogLine {
  const attributes = attributesOf(meta);
  const fields = masker.json(fieldsOf(meta));
  const error =
    meta['error'] === undefined ? undefined : masker.json(describeError(meta['error'], hasStack(attributes)));
  return {
    level: isDefect(message, attributes, meta) ? 'error' : (level.toLowerCase() as LogLevelName),
    timeMs: timeOf(meta),
    message: boundedText(masker.text(toLogText(message)), MAX_MESSAGE_CHARACTERS),
    attributes: {
      ...(masker.json(attributes) as JsonObject),
      ...(isJsonObject(error) ? { error: boundError(error) } : {}),
      ...(isJsonObject(fields) && Object.keys(fields).length === 0
        ? {}
        : { fields: boundedJson(fields, MAX_FIELDS_BYTES) }),
    },
  };
}

function attributesOf(meta: LogMeta): JsonObject {
  const found: Record<string, Json> = {};
  for (const [given, name] of ATTRIBUTES) {
    const value = meta[given];
    if (value !== undefined && value !== '') found[name] = toLoggable(value);
  }
  return found;
}

function fieldsOf(meta: LogMeta): Json {
  const others = Object.entries(meta).filter(([name]) => !ATTRIBUTES.has(name) && !LEFT_OUT.has(name));
  const own = meta['fields'];
  if (others.length === 0) return own === undefined ? {} : toLoggable(own);
  return toLoggable({ ...Object.fromEntries(others), ...(typeof own === 'object' ? own : {}) });
}

/** Errors with a code are expected ones. The stack of a failed run shows only the engine. */
function hasStack({ code, activityType }: JsonObject): boolean {
  return code === undefined || code === 'INTERNAL' || (code === 'ACTION_FAILED' && activityType !== undefined);
}

/** Actions may use any code, INTERNAL too: the workflow marks codes that come from an action. */
function isDefect(message: string, { code, component, activityType }: JsonObject, meta: LogMeta): boolean {
  if (component === 'core') return message === 'Failing workflow task';
  return code === 'INTERNAL' && activityType === undefined && meta['isOfAction'] !== true;
}

function timeOf(meta: LogMeta): number {
  const nanoseconds = meta[TIMESTAMP];
  return typeof nanoseconds === 'bigint' ? Number(nanoseconds / 1_000_000n) : Date.now();
}

const MAX_TEXT_CHARACTERS = 8 * 1024;
const MAX_DETAILS_BYTES = 2 * 1024;

/** Error names that add nothing to the code. */
const PLAIN = new Set(['Error', 'ApplicationFailure']);

/**
 * An error as `{ name, message, details, stack, cause }`, before masking and truncation. The stack is included only
 * with `hasStack`: the stack of an error with a code shows only the engine.
 */
function describeError(error: unknown, hasStack: boolean): JsonObject {
  if (!(error instanceof Error)) {
    const value = toLoggable(error);
    return isJsonObject(value) && typeof value['message'] === 'string' ? value : { message: toLogText(value) };
  }
  const [name, stack, cause] = [nameOf(error), propertyOf(error, 'stack'), propertyOf(error, 'cause')];
  const details = detailsOf(error);
  return {
    ...(name === undefined || PLAIN.has(name) ? {} : { name }),
    message: messageOf(error),
    ...(details === null ? {} : { details }),
    ...(cause instanceof Error ? { cause: messageOf(cause) } : {}),
    ...(hasStack && typeof stack === 'string' ? { stack } : {}),
  };
}

/** The same within the limits of a log line. Mask first: a truncated secret would not be found. */
function boundError(error: JsonObject): JsonObject {
  const bounded = Object.entries(error).map(([key, value]): readonly [string, Json] => {
    if (typeof value === 'string') return [key, boundedText(value, MAX_TEXT_CHARACTERS)];
    return [key, boundedJson(value ?? null, MAX_DETAILS_BYTES)];
  });
  return Object.fromEntries(bounded);
}

/** The failure of an action has its own details inside the details of the attempt. */
function detailsOf(error: Error): Json {
  const details = propertyOf(error, 'details');
  if (!Array.isArray(details) || details.length === 0) return null;
  const [first] = details as readonly unknown[];
  const value = toLoggable(first);
  return isJsonObject(value) && Object.hasOwn(value, 'endedAt') ? (value['details'] ?? null) : value;
}

/** Text with a maximum number of characters. */
function boundedText(text: string, maxCharacters: number): string {
  return text.length <= maxCharacters ? text : `${text.slice(0, maxCharacters - 1).toWellFormed()}…`;
}

/** A value with a maximum number of bytes as JSON; of a larger value, the beginning of its text. */
function boundedJson(value: Json, maxBytes: number): Json {
  let text = JSON.stringify(value);
  if (Buffer.byteLength(text) <= maxBytes) return value;
  for (text = text.slice(0, maxBytes); ; text = text.slice(0, Math.floor(text.length * 0.8))) {
    const cut = { truncated: true, text: text.toWellFormed() };
    if (text === '' || Buffer.byteLength(JSON.stringify(cut)) <= maxBytes) return cut;
  }
}
