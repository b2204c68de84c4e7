import { promisify, TextDecoder } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { findInexactNumber, type Json } from '@octavo/orchestrators';
import { ActionError } from '../../define-action';
import { codeOf } from '../../thrown';

export const MAX_BODY_BYTES = 2 * 1024 * 1024;

const JSON_TYPE = /^application\/([\w.+-]+\+)?json\b|^text\/json\b/i;

/** The body of a response. */
export interface ReadBody {
  readonly body: Json;
  /** A number that JSON cannot carry exactly; then the body is text. */
  readonly inexactNumber?: string;
}

/** The parts of a response that decide how its body is read. */
export interface BodyFormat {
  readonly contentType: string;
  readonly contentEncoding: string | undefined;
  /** Whether a JSON body stays text. */
  readonly isText: boolean;
}

/**
 * Reads the body of a response. JSON is parsed, text is decoded by its charset, other content becomes Base64, an empty body
 * null. @throws ActionError PAYLOAD_TOO_LARGE if it has more than 2 MiB, before or after decompression
 */
export async function readBody(body: AsyncIterable<Uint8Array>, format: BodyFormat): Promise<ReadBody> {
  const bytes = await unpack(await readBytes(body), format.contentEncoding);
  if (bytes.length === 0) return { body: null };
  const text = decode(bytes, format.contentType);
  if (text === undefined) return { body: bytes.toString('base64') };
  return format.isText || !JSON_TYPE.test(format.contentType.trim()) ? { body: text } : parseOr(text);
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
  try {
    return decoderOf(contentType).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Uses UTF-8 for an unknown charset too: it reads most text, and JSON has no other. */
function decoderOf(contentType: string): TextDecoder {
  const charset = /charset="?([\w-]+)"?/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    return new TextDecoder('utf-8', { fatal: true });
  }
}

function parseOr(text: string): ReadBody {
  try {
    const body = JSON.parse(text) as Json;
    const inexactNumber = findInexactNumber(text);
    return inexactNumber === undefined ? { body } : { body: text, inexactNumber };
  } catch {
    return { body: text };
  }
}

function tooLarge(): ActionError {
  const message = `The response is longer than ${MAX_BODY_BYTES} bytes.`;
  return new ActionError('PAYLOAD_TOO_LARGE', message, { retryable: false });
}
