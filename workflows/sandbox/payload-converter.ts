import {
  CompositePayloadConverter,
  JsonPayloadConverter,
  type Payload,
  type PayloadConverter,
  type PayloadConverterWithEncoding,
  UndefinedPayloadConverter,
} from '@temporalio/common';
import { decode } from '@temporalio/common/lib/encoding';

/** What stands for a value that cannot be read. */
export interface UnreadableValue {
  /** The encoding that its payload names. */
  readonly unreadable: string;
}

const plainJson = new JsonPayloadConverter();

/** What other languages make of protobuf messages, where they make JSON of them. */
const protobufJson: PayloadConverterWithEncoding = {
  encodingType: 'json/protobuf',
  toPayload: () => undefined,
  fromPayload: (payload) => plainJson.fromPayload(payload),
};

const json = new CompositePayloadConverter(new UndefinedPayloadConverter(), plainJson, protobufJson);

/**
 * Reads any payload. The SDK's own converter throws for what is no JSON; in workflow code that fails the workflow task for
 * ever, and anybody who sends a signal, or an activity in another language, could do that. Here such a value is read
 * as an `UnreadableValue`.
 */
export const payloadConverter: PayloadConverter = {
  toPayload: (value) => json.toPayload(value),
  fromPayload: (payload) => {
    try {
      return json.fromPayload(payload);
    } catch {
      return unreadable(payload) as never;
    }
  },
};

// By identity: a value that was read may look like one.
const unreadables = new WeakSet<object>();

/** Tells a value that could not be read. */
export function isUnreadable(value: unknown): value is UnreadableValue {
  return typeof value === 'object' && value !== null && unreadables.has(value);
}

function unreadable({ metadata }: Payload): UnreadableValue {
  const encoding = metadata?.['encoding'];
  const value = { unreadable: encoding === undefined ? '' : decode(encoding) };
  unreadables.add(value);
  return value;
}
