import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { RedisTls } from '@octavo/state';
import { isPemText, type TlsFields } from './field-schemas';
import { withoutUndefined } from './fields';
import { readPem, UnusableField } from './read-pem';

/**
 * TLS with its files read; undefined where it is off. Files that cannot be used are refused here, not at the first connection.
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
