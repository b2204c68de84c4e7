import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { RedisTls } from '@octavo/state';
import { isPemText, type TlsFields } from './field-schemas';
import { withoutUndefined } from './fields';

/** A field whose value is valid, but cannot be used, such as the path of a missing file. */
export class UnusableField extends Error {
  readonly path: readonly string[];

  constructor(path: readonly string[], message: string, cause?: unknown) {
    super(message, { cause });
    this.path = path;
  }
}

/**
 * Returns the content of a PEM file, from a field with the content or the path.
 *
 * @throws UnusableField
 */
export function readPem(path: readonly string[], value: string): string | Buffer {
  if (isPemText(value)) return value;
  try {
    return readFileSync(value);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? `there is no such file: ${value}` : `cannot be read: ${message}`;
    throw new UnusableField(path, reason, error);
  }
}

/**
 * Reads and checks the files of TLS, so that mistakes are reported before the first connection. Undefined if TLS is off.
 *
 * @throws UnusableField
 */
export function readRedisTls(tls: boolean | TlsFields | undefined, at: readonly string[]): RedisTls | undefined {
  if (tls === undefined || tls === false) return undefined;
  const fields: TlsFields = tls === true ? {} : tls;
  const read = (name: 'serverCa' | 'clientCert' | 'clientKey'): string | Buffer | undefined => {
    const value = fields[name];
    return value === undefined ? undefined : readChecked([...at, name], value);
  };
  const { serverName, enabled } = fields;
  const config = withoutUndefined({
    ...{ serverName, serverCa: read('serverCa') },
    ...{ clientCert: read('clientCert'), clientKey: read('clientKey') },
  });
  checkPair(config, [...at, 'clientKey']);
  return enabled === false ? undefined : config;
}

const kinds: Readonly<Record<string, readonly [what: string, check: (pem: string | Buffer) => unknown]>> = {
  serverCa: ['a certificate', (pem) => new X509Certificate(pem)],
  clientCert: ['a certificate', (cert) => createSecureContext({ cert })],
  clientKey: ['a private key without a passphrase', (key) => createSecureContext({ key })],
};

function readChecked(path: readonly string[], value: string): string | Buffer {
  const text = readPem(path, value);
  const [what, check] = kinds[path.at(-1) ?? ''] ?? ['', () => undefined];
  try {
    check(text);
  } catch (error) {
    const subject = isPemText(value) ? 'the text' : value;
    throw new UnusableField(path, `${subject} is not ${what} in PEM format`, error);
  }
  return text;
}

function checkPair({ clientCert: cert, clientKey: key }: RedisTls, path: readonly string[]): void {
  if (cert === undefined || key === undefined) return;
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw new UnusableField(path, 'the key does not belong to the certificate of clientCert', error);
  }
}
