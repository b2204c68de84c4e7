import { spawnSync } from 'node:child_process';

// The Redis from PyPI is built without TLS, and before version 7 the nodes of a cluster had no names: either refuses what
// stands before the mistake here.
const probe = ['--tls-port', '0', '--cluster-announce-hostname', 'x', '--port', 'no-number'];

/** Whether `redis-server` has TLS, and names for the nodes of a cluster. */
export function hasTlsAndNames(): boolean {
  return spawnSync('redis-server', probe, { encoding: 'utf8' }).stderr.includes('port "no-number"');
}

/** Arguments for TLS at a port, with certificates for clients, and none without. */
export function tlsArguments(port: number, { ca, cert, key }: Readonly<Record<'ca' | 'cert' | 'key', string>>) {
  return [
    ...['--port', '0', '--tls-port', `${port}`, '--tls-auth-clients', 'yes', '--tls-cluster', 'yes'],
    ...['--tls-ca-cert-file', ca, '--tls-cert-file', cert, '--tls-key-file', key],
  ];
}
