import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerCredentials } from '@grpc/grpc-js';
import { OctavoClient } from '@octavo/client';
import { type GrpcServer, startGrpcServer } from './grpc-server';

const folder = mkdtempSync(join(tmpdir(), 'octavo-tls-'));
const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];

let [plain, encrypted, mutual]: GrpcServer[] = [];
let certificate: Buffer;
beforeAll(async () => {
  const alternative = ['-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', [...request, '-keyout', keyFile, '-out', certificateFile, ...alternative], {
    stdio: 'ignore',
  });
  certificate = readFileSync(certificateFile);
  const pair = [{ private_key: readFileSync(keyFile), cert_chain: certificate }];
  const answer = () => undefined;
  plain = await startGrpcServer({ answer });
  encrypted = await startGrpcServer({ answer, credentials: ServerCredentials.createSsl(null, pair) });
  mutual = await startGrpcServer({ answer, credentials: ServerCredentials.createSsl(certificate, pair, true) });
});
afterAll(async () => {
  for (const server of [plain, encrypted, mutual]) await server?.stop();
  rmSync(folder, { recursive: true });
});

const portOf = (server: GrpcServer | undefined): string => server?.address.split(':')[1] ?? '';
const trusted = () => ({ tls: { serverRootCACertificate: certificate } });

it.each([
  [
    'whose certificate nobody vouches for',
    () => ({ address: `localhost:${portOf(encrypted)}`, tls: true }),
    /self[- ]signed certificate/,
  ],
  [
    'whose certificate is for another name',
    () => ({ address: `127.0.0.1:${portOf(encrypted)}`, ...trusted() }),
    /does not match certificate/,
  ],
  ['that speaks no TLS', () => ({ address: `localhost:${portOf(plain)}`, tls: true }), /wrong version number/],
  [
    'that wants a client certificate',
    () => ({ address: `localhost:${portOf(mutual)}`, ...trusted() }),
    /certificate required/,
  ],
])('a server %s is TLS_FAILED at once, with the reason', async (_which, options, reason) => {
  const error: unknown = await OctavoClient.connect({ connectionOptions: options() }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code: 'TLS_FAILED', message: expect.stringMatching(reason) });
});

it.each([
  ['that wants TLS', () => `localhost:${portOf(encrypted)}`, /whether TLS is needed/],
  ['that is not there', () => '127.0.0.1:1', /ECONNREFUSED 127\.0\.0\.1:1\. Check the address/],
  ['whose name nobody knows', () => 'no-such-host.invalid:7233', /Name resolution failed/],
])('a server %s is SERVER_UNREACHABLE, with the reason', async (_which, address, reason) => {
  const connectionOptions = { connectTimeout: 100 };
  const error: unknown = await OctavoClient.connect({ address: address(), connectionOptions }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code: 'SERVER_UNREACHABLE', message: expect.stringMatching(reason) });
});

it('a server that takes connections and says nothing is SERVER_TIMED_OUT', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const { port } = silent.address() as { readonly port: number };
  const options = { address: `127.0.0.1:${port}`, connectionOptions: { connectTimeout: 300 } };
  const error: unknown = await OctavoClient.connect(options).catch((thrown: unknown) => thrown);
  silent.close();
  expect(error).toMatchObject({ code: 'SERVER_TIMED_OUT' });
});

it('waits for a server that is started meanwhile', async () => {
  const reserved = await startGrpcServer({ answer: () => undefined });
  const [, port = ''] = reserved.address.split(':');
  await reserved.stop();
  const connecting = OctavoClient.connect({ address: reserved.address });
  const server = await startGrpcServer({ answer: () => undefined, port: Number(port) });
  const client = await connecting;
  expect(server.calls).toEqual(['GetSystemInfo']);
  await client.close();
  await server.stop();
});
