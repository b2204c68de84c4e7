import { defaultPayloadConverter, type PayloadConverter } from '@temporalio/common';

/** Reads everything, and writes an encoding of its own. */
export const payloadConverter: PayloadConverter = {
  toPayload: (value) => ({
    ...defaultPayloadConverter.toPayload(value),
    metadata: { encoding: Buffer.from('json/odd') },
  }),
  fromPayload: (payload) =>
    defaultPayloadConverter.fromPayload({ ...payload, metadata: { encoding: Buffer.from('json/plain') } }),
};
