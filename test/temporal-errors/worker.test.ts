import { createOctavoWorker } from '@octavo/worker';
import { testBundle } from '../setup/test-bundles';
import { installQuietRuntime } from '../integration/support/test-worker';
import { detailsOf, grpcCodes } from './grpc-codes';
import { type GrpcServer, startGrpcServer } from './grpc-server';

beforeAll(installQuietRuntime);

let server: GrpcServer;
afterEach(() => server.stop());

async function startWorker(failing: string, [name, code]: (typeof grpcCodes)[number]): Promise<unknown> {
  const status = { code, details: detailsOf(name) };
  const unknown = { code: 12, details: 'not here' };
  server = await startGrpcServer({
    answer: (method) => (method === failing ? status : method === 'ListSearchAttributes' ? unknown : undefined),
  });
  const connectionOptions = { address: server.address };
  const started = createOctavoWorker({ connectionOptions, namespace: 'orders', workflowBundle: testBundle() });
  return started.catch((thrown: unknown) => thrown);
}

/** Of a server that does not know the call, the SDK takes it that it is an old one. */
const connecting = grpcCodes.filter(([name]) => name !== 'UNIMPLEMENTED');

it.each(connecting)('a server that answers a connection with %s refuses a worker with its code', async (...status) => {
  const [, , ours] = status;
  expect(await startWorker('GetSystemInfo', status)).toMatchObject({
    ...{ name: 'TemporalServerError', code: ours, cause: expect.any(Error) },
    message: expect.stringContaining(`The Temporal server at ${server.address} (namespace orders)`),
  });
});

/** The others the SDK asks for again for up to half a minute. */
const FINAL = ['INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'PERMISSION_DENIED', 'UNAUTHENTICATED'];
const final = connecting.filter(([name]) => FINAL.includes(name));

it.each(final)('a server that answers for a namespace with %s refuses a worker with its code', async (...status) => {
  const [, , ours] = status;
  expect(await startWorker('DescribeNamespace', status)).toMatchObject({ name: 'TemporalServerError', code: ours });
});
