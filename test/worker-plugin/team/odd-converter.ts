import { defaultPayloadConverter, type PayloadConverter } from '@temporalio/common';

/** Reads every encoding as JSON, and writes its own encoding. */
export const payloadConverter: PayloadConverter = {
  toPayload: (value) => ({
    ...defaultPayloadConverter.toPayload(value),
    metadata: { encoding: Buffer.from('json/odd') },
  }),
  fromPayload: (payload) =>
    defaultPayloadConverter.fromPayload({ ...payload, metadata: { encoding: Buffer.from('json/plain') } }),
};
