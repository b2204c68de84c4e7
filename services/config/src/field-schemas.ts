import { parseDurationMs } from '@octavo/orchestrators/model';
import { z } from 'zod';

export const text = z.string('expected text').min(1, 'expected text that is not empty');

export const duration = z
  .string('expected a duration, e.g. 7d')
  .refine((value) => parseDurationMs(value) !== undefined, 'expected a duration, e.g. 7d');

export const hostAndPort = z
  .string('expected host:port')
  .refine(isHostAndPort, 'expected host:port, with a port from 0 to 65535');

/** `host:port`; the port is required. */
export const listenAddress = z
  .string('expected host:port')
  .refine(
    (value) => /^.+:\d{1,5}$/.test(value) && hasValidPort(value),
    'expected host:port, with a port from 0 to 65535',
  );

/** A path. A relative one starts in the folder of the configuration file; from other sources, in the working directory. */
export const filePath = z.string('expected a path').min(1, 'expected a path that is not empty');

/** The path of a PEM file, or its text. */
export const pem = z.string('expected a PEM file: its path, or its text').min(1, 'expected a PEM file');

/** A text that is never shown. */
export const secretText = z.string('expected text').min(1, 'expected text that is not empty');

/** True for the content of a PEM file, false for a path. */
export function isPemText(value: string): boolean {
  return value.includes('-----BEGIN ');
}

const tlsFields = z.strictObject({
  /** Default: true if another field of this section is set, or if TLS is on anyway, such as by `rediss://`. */
  enabled: z.boolean('expected true or false').optional(),
  serverName: text.optional(),
  serverCa: pem.optional(),
  clientCert: pem.optional(),
  clientKey: pem.optional(),
});

/** TLS for any kind of server. */
export const tls = z.union(
  [z.boolean(), tlsFields],
  'expected true, false or { serverName, serverCa, clientCert, clientKey }',
);

/** The fields of TLS. */
export type TlsFields = z.output<typeof tlsFields>;

function isHostAndPort(value: string): boolean {
  const isShaped = /^(\[[^\]\s%]+\]|[^:\s/\\?#@%[\]]+)(:\d{1,5})?$/.test(value);
  return isShaped && URL.canParse(`redis://${value}`);
}

function hasValidPort(value: string): boolean {
  return Number(value.slice(value.lastIndexOf(':') + 1)) <= 65_535;
}
