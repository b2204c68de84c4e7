import { type SecretMasker, toLoggable, toLogText } from '@octavo/activities';
import { isJsonObject, type Json, type JsonObject } from '@octavo/orchestrators';
import type { LogLevel } from '@temporalio/worker';
import { boundedJson, boundedText } from './bounded';
import { boundError, describeError } from './describe-error';
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
  const known = attributesOf(meta);
  const fields = masker.json(fieldsOf(meta));
  const error = meta['error'] === undefined ? undefined : masker.json(describeError(meta['error'], hasStack(known)));
  return {
    level: isDefect(message, known, meta) ? 'error' : (level.toLowerCase() as LogLevelName),
    timeMs: timeOf(meta),
    message: boundedText(masker.text(toLogText(message)), MAX_MESSAGE_CHARACTERS),
    attributes: {
      ...(masker.json(known) as JsonObject),
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
