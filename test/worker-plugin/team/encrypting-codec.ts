import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';

const ENCODING = 'binary/encrypted';
const key = randomBytes(32);

/** Encrypts every payload, for a team that stores no clear text on the server. */
export const encryptingCodec: PayloadCodec = {
  encode: async (payloads) => payloads.map(encrypt),
  decode: async (payloads) => payloads.map(decrypt),
};

function isEncrypted({ metadata }: Payload): boolean {
  return Buffer.from(metadata?.['encoding'] ?? []).toString() === ENCODING;
}

function encrypt(payload: Payload): Payload {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const data = Buffer.concat([iv, cipher.update(serialize(payload)), cipher.final(), cipher.getAuthTag()]);
  return { metadata: { encoding: Buffer.from(ENCODING) }, data };
}

function decrypt(payload: Payload): Payload {
  if (!isEncrypted(payload)) return payload;
  const data = Buffer.from(payload.data ?? []);
  const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, 12));
  decipher.setAuthTag(data.subarray(-16));
  return deserialize(Buffer.concat([decipher.update(data.subarray(12, -16)), decipher.final()]));
}

interface Serialized {
  readonly encoding: string;
  readonly data: string;
}

function serialize({ metadata, data }: Payload): string {
  const [encoding, bytes] = [metadata?.['encoding'], data].map((value) => Buffer.from(value ?? []));
  return JSON.stringify({ encoding: encoding?.toString(), data: bytes?.toString('base64') });
}

function deserialize(text: Buffer): Payload {
  const { encoding, data } = JSON.parse(text.toString()) as Serialized;
  return { metadata: { encoding: Buffer.from(encoding) }, data: Buffer.from(data, 'base64') };
}
