import { type ActivityAction, type Json, maxBytes, byteLength } from '@octavo/orchestrators';
import { ActionError } from '../define-action';
import { toJson } from '../json-value';
import type { z } from 'zod';

/** Parses the input with the action's schema. @throws ActionError INPUT_INVALID with all problems, not retryable */
export function parseInput(action: ActivityAction, input: Json): unknown {
  return parseWith('INPUT_INVALID', `The input of ${action.name}`, action.input, input);
}

/** Validates the output and converts it to JSON. @throws ActionError OUTPUT_INVALID with all problems, not retryable */
export function parseOutput(action: ActivityAction, output: unknown): Json {
  const parsed = parseWith('OUTPUT_INVALID', `The output of ${action.name}`, action.output, output);
  return toJson(parsed);
}

function parseWith(code: string, what: string, schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => ({ path: pathText(issue.path), message: issue.message }));
  const list = problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  throw new ActionError(code, `${what} does not satisfy its schema: ${list.join('; ')}`, {
    retryable: false,
    details: { problems },
  });
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/** Code of the failure after which the workflow runs the action remotely. */
export const LOCAL_OUTPUT_TOO_LARGE = 'LOCAL_OUTPUT_TOO_LARGE';

/** @throws ActionError PAYLOAD_TOO_LARGE, or LOCAL_OUTPUT_TOO_LARGE for a local activity; not retryable */
export function assertOutputFits(output: Json, { isLocal }: { readonly isLocal: boolean }): void {
  const sizeBytes = byteLength(output);
  if (isLocal && sizeBytes > maxBytes.localOutput) throw tooLargeForLocal(sizeBytes);
  if (sizeBytes <= maxBytes.actionOutput) return;
  const message = `The output has ${sizeBytes} bytes; a value may have ${maxBytes.actionOutput}.`;
  throw new ActionError('PAYLOAD_TOO_LARGE', message, { retryable: false, details: { sizeBytes } });
}

/** Returns the details. @throws ActionError PAYLOAD_TOO_LARGE, not retryable */
export function checkedHeartbeat(details: Json): Json {
  const sizeBytes = byteLength(details);
  if (sizeBytes <= maxBytes.heartbeat) return details;
  const message = `The heartbeat details have ${sizeBytes} bytes; they may have ${maxBytes.heartbeat}.`;
  throw new ActionError('PAYLOAD_TOO_LARGE', message, { retryable: false, details: { sizeBytes } });
}

function tooLargeForLocal(sizeBytes: number): ActionError {
  const message = `The output has ${sizeBytes} bytes; the output of a local activity may have ${maxBytes.localOutput}.`;
  return new ActionError(LOCAL_OUTPUT_TOO_LARGE, message, { retryable: false });
}
