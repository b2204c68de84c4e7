import type { Json } from './json';
import { type TaskError, TaskFailure } from './task-error';

// The one owner of sizes: how they are measured, and every limit in bytes of what goes to Temporal.

const KiB = 1024;
const MiB = 1024 * KiB;

/** Temporal's limit for one payload. One message, with all commands of a workflow task, may have 4 MiB. */
const payload = 2 * MiB;

/** The largest sizes, in bytes. */
export const maxBytes = {
  payload,
  /** An output; ids, times, and the lists of a result need the rest. */
  value: payload - 32 * KiB,
  /** The input of an action, alone or with the task states that travel with it; the rest is for ids and the retry policy. */
  actionRequest: payload - 64 * KiB,
  actionOutput: payload - 4 * KiB,
  /** The output of a local activity, because many of them travel in one message. A larger one runs the action remotely. */
  localOutput: 64 * KiB,
  /** The request for the next attempt contains the heartbeat details beside the largest input. */
  heartbeat: 48 * KiB,
  /** All variables of a run together. */
  variables: MiB,
  /** Errors are part of states, results and failures. */
  errorDetails: 128 * KiB,
  /** The commands of a run that are pending. Together with `localResults` they fit into one message. */
  pendingCommands: 1.5 * MiB,
  /** The results of local activities in one workflow task. */
  localResults: 2 * MiB,
  /** Temporal terminates a run at 50 MiB; the rest is for an orderly end. */
  history: 40 * MiB,
  /** The output in a stored task state. A larger one stays in the workflow. */
  storedValue: 256 * KiB,
  /** The task states that travel with one action. */
  statesOfRequest: 512 * KiB,
  /** The task states of one flush. */
  statesOfFlush: MiB,
  /** The task states that wait for an action to travel with; a flush writes more of them. */
  waitingStates: 512 * KiB,
  /** The tasks in the result of a run, and those in one reply of a query. */
  tasks: MiB,
} as const;

/** What a thing needs beside the values in it, in bytes. */
export const overheadBytes = { command: 700, localResult: 600, state: 300, task: 260, result: 16 * KiB } as const;

/** The size of `value` in bytes. Throws PAYLOAD_TOO_LARGE if it does not fit into a payload. */
export function checkedSize(what: string, value: Json): number {
  const sizeBytes = byteLength(value);
  if (sizeBytes <= maxBytes.value) return sizeBytes;
  throw new TaskFailure('PAYLOAD_TOO_LARGE', `${what} has ${sizeBytes} bytes, a value may have ${maxBytes.value}`);
}

/** Bytes of `value` as JSON in UTF-8. */
export function byteLength(value: Json): number {
  return textBytes(JSON.stringify(value));
}

/** Bytes of `text` in UTF-8. (The sandbox of workflows has no `Buffer`.) */
export function textBytes(text: string): number {
  if (isAscii(text)) return text.length;
  let bytes = 0;
  for (const character of text) bytes += characterBytes(character);
  return bytes;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

function characterBytes(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** The beginning of `text` that has at most `limitBytes` in UTF-8. No character is cut in two. */
export function clampText(text: string, limitBytes: number): string {
  if (text.length * 3 <= limitBytes) return text;
  let sizeBytes = 0;
  let length = 0;
  for (const character of text) {
    sizeBytes += characterBytes(character);
    if (sizeBytes > limitBytes) break;
    length += character.length;
  }
  return text.slice(0, length);
}

/** `value`, or `{ omitted: true, sizeBytes }` if it is larger than `limitBytes`. */
export function omitLarge(value: Json, limitBytes: number): Json {
  if (value === null) return value;
  const sizeBytes = byteLength(value);
  return sizeBytes > limitBytes ? { omitted: true, sizeBytes } : value;
}

const maxMessageCharacters = 16 * KiB;

/** `error` with a long message cut, and with large details replaced by `{ omitted: true, sizeBytes }`. */
export function withinErrorSize(error: TaskError): TaskError {
  const details = omitLarge(error.details, maxBytes.errorDetails);
  if (details === error.details && error.message.length <= maxMessageCharacters) return error;
  return { ...error, details, message: error.message.slice(0, maxMessageCharacters) };
}
