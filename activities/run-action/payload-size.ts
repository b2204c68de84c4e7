import { ActionError } from '../action-error';
import { type Json, maxHeartbeatBytes } from '@octavo/orchestrators';

/** Temporal takes 2 MiB a payload; the rest of a reply needs a little of it. */
export const MAX_OUTPUT_BYTES = 2 * 1024 * 1024 - 4 * 1024;

/**
 * Results of local activities travel together in one message of at most 4 MiB, so each has to be small: the workflow
 * runs an action remotely whose output is larger.
 */
export const MAX_LOCAL_OUTPUT_BYTES = 64 * 1024;

/** Code of the failure that the workflow answers with a remote execution. */
export const LOCAL_OUTPUT_TOO_LARGE = 'LOCAL_OUTPUT_TOO_LARGE';

/** @throws ActionError PAYLOAD_TOO_LARGE, or LOCAL_OUTPUT_TOO_LARGE for a local activity; not retryable */
export function assertOutputFits(output: Json, { isLocal }: { readonly isLocal: boolean }): void {
  const sizeBytes = Buffer.byteLength(JSON.stringify(output));
  if (isLocal && sizeBytes > MAX_LOCAL_OUTPUT_BYTES) throw tooLargeForLocal(sizeBytes);
  if (sizeBytes <= MAX_OUTPUT_BYTES) return;
  const message = `The output is ${sizeBytes} bytes long; one value may have ${MAX_OUTPUT_BYTES}.`;
  throw new ActionError('PAYLOAD_TOO_LARGE', message, { retryable: false, details: { sizeBytes } });
}

/** Gives the details back. @throws ActionError PAYLOAD_TOO_LARGE; not retryable */
export function checkedHeartbeat(details: Json): Json {
  const sizeBytes = Buffer.byteLength(JSON.stringify(details));
  if (sizeBytes <= maxHeartbeatBytes) return details;
  const message = `The heartbeat details are ${sizeBytes} bytes long; they may have ${maxHeartbeatBytes}.`;
  throw new ActionError('PAYLOAD_TOO_LARGE', message, { retryable: false, details: { sizeBytes } });
}

function tooLargeForLocal(sizeBytes: number): ActionError {
  const message = `The output is ${sizeBytes} bytes long; that of a local activity may have ${MAX_LOCAL_OUTPUT_BYTES}.`;
  return new ActionError(LOCAL_OUTPUT_TOO_LARGE, message, { retryable: false });
}
