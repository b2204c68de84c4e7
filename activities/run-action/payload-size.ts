import { ActionError } from '../action-error';
import type { Json } from '@octavo/orchestrators';

/** Temporal takes 2 MiB a payload; the rest of a reply needs a little of it. */
export const MAX_OUTPUT_BYTES = 2 * 1024 * 1024 - 4 * 1024;

/** @throws ActionError PAYLOAD_TOO_LARGE, not retryable */
export function assertOutputFits(output: Json): void {
  const sizeBytes = Buffer.byteLength(JSON.stringify(output));
  if (sizeBytes <= MAX_OUTPUT_BYTES) return;
  const message = `The output is ${sizeBytes} bytes long; one value may have ${MAX_OUTPUT_BYTES}.`;
  throw new ActionError('PAYLOAD_TOO_LARGE', message, { retryable: false, details: { sizeBytes } });
}
