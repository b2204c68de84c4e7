import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Json } from '@octavo/orchestrators';
import { ActionError } from '../../define-action';
import { codeOf } from '../../thrown';

export const MAX_BODY_BYTES = 2 * 1024 * 1024;

type Headers = Readonly<Record<string, string>>;

/**
 * Reads the body of a response. JSON is parsed, text is decoded by its charset, other content becomes Base64, an empty body
 * null. @throws ActionError PAYLOAD_TOO_LARGE if it has more than 2 MiB, before or after decompression
 */
export async function readBody(body: AsyncIterable<Uint8Array>, headers: Headers): Promise<Json> {
  const bytes = await unpack(await readBytes(body), headers['content-encoding']);
  if (bytes.length === 0) return null;
  const contentType = headers['content-type'] ?? '';
  const text = decode(bytes, contentType);
  if (text === undefined) return bytes.toString('base64');
  return /^application\/([\w.+-]+\+)?json\b|^text\/json\b/i.test(contentType.trim()) ? parseOr(text) : text;
}

async function readBytes(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const unpackers: Readonly<Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** The request asks for no encoding, but some servers use one anyway. */
async function unpack(bytes: Buffer, encoding = 'identity'): Promise<Buffer> {
  const unpacker = unpackers[encoding.trim().toLowerCase()];
  if (unpacker === undefined || bytes.length === 0) return bytes;
  return unpacker(bytes, { maxOutputLength: MAX_BODY_BYTES }).catch((error: unknown) => {
    throw isTooLong(error) ? tooLarge() : new Error(`the ${encoding} encoding is damaged`, { cause: error });
  });
}

function isTooLong(error: unknown): boolean {
  return codeOf(error) === 'ERR_BUFFER_TOO_LARGE';
}

function decode(bytes: Buffer, contentType: string): string | undefined {
  const charset = /charset="?([\w-]+)"?/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parseOr(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function tooLarge(): ActionError {
  const message = `The response is longer than ${MAX_BODY_BYTES} bytes.`;
  return new ActionError('PAYLOAD_TOO_LARGE', message, { retryable: false });
}
