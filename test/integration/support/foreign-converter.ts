import { defaultPayloadConverter, type PayloadConverter } from '@temporalio/common';

/** Writes a value `{ encoding }` with that encoding, and all other values as usual. */
export const payloadConverter: PayloadConverter = {
  toPayload: (value) => {
    const payload = defaultPayloadConverter.toPayload(value);
    if (typeof value !== 'object' || value === null || !('encoding' in value)) return payload;
    return { ...payload, metadata: { encoding: Buffer.from(String(value.encoding)) } };
  },
  fromPayload: (payload) => defaultPayloadConverter.fromPayload(payload),
};
