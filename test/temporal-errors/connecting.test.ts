import { createServer } from 'node:net';
import { ServerCredentials } from '@grpc/grpc-js';
import { OctavoClient } from '@octavo/client';
import { TestCertificates } from '../setup/test-certificates';
import { type GrpcServer, startGrpcServer } from './grpc-server';

const certificates = new TestCertificates();
const { ca, cert, key } = certificates.tlsOf(certificates.sign('server', ['DNS:localhost']));

let [plain, encrypted, mutual]: GrpcServer[] = [];
beforeAll(async () => {
  const pair = [{ private_key: key, cert_chain: cert }];
  const answer = () => undefined;
  plain = await startGrpcServer({ answer });
  encrypted = await startGrpcServer({ answer, credentials: ServerCredentials.createSsl(null, pair) });
  mutual = await startGrpcServer({ answer, credentials: ServerCredentials.createSsl(ca, pair, true) });
});
afterAll(async () => {
  for (const server of [plain, encrypted, mutual]) await server?.stop();
  certificates.remove();
});

const portOf = (server: GrpcServer | undefined): string => server?.address.split(':')[1] ?? '';
const trusted = () => ({ tls: { serverRootCACertificate: ca } });

it.each([
  [
    'whose certificate nobody vouches for',
    () => ({ address: `localhost:${portOf(encrypted)}`, tls: true }),
    /unable to verify the first certificate/,
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
