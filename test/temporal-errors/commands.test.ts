import { cleanEnvironment } from '../setup/clean-environment';
import { echo, TestFolder } from '../cli/support/definitions';
import { invoke } from '../cli/support/invoke';
import { lengths } from '../setup/lengths';
import { detailsOf, grpcCodes } from './grpc-codes';
import { type GrpcServer, startGrpcServer } from './grpc-server';

const folder = new TestFolder();
const file = folder.write('echo.yaml', echo);
folder.write('octavo.config.yaml', 'migration: {}\n');
afterAll(() => folder.remove());

/** Every command that needs a server, with the first of its calls that may fail. */
const commands: readonly (readonly string[])[] = [
  ['run', file],
  ['start', file],
  ['ls'],
  ['status', 'a-run'],
  ['tasks', 'a-run'],
  ['result', 'a-run'],
  ['signal', 'a-run', 'go'],
  ['cancel', 'a-run'],
  ['rollout', 'promote', 'router'],
  ['rollout', 'promote', 'router', '--detach'],
  ['rollout', 'promote', 'router', '--cancel'],
  ['rollout', 'retire'],
];

/** These start a worker, whose connection has its own errors. */
const withWorker: readonly (readonly string[])[] = [['worker'], ['run', file, '--work']];

/** What a command tries again for as long as half a minute is left to client.test.ts; so is what says that a run is open. */
const FINAL = [
  ...['NOT_FOUND', 'PERMISSION_DENIED', 'INTERNAL', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'FAILED_PRECONDITION'],
  ...['UNIMPLEMENTED', 'UNAUTHENTICATED'],
].slice(0, lengths.callEnds);
const final = grpcCodes.filter(([name]) => FINAL.includes(name));

let server: GrpcServer;
afterEach(() => server.stop());

async function octavo(args: readonly string[]): Promise<{ readonly code: number; readonly stderr: string }> {
  const options = ['--address', server.address, '--namespace', 'orders'];
  const { code, stderr } = await invoke([...args, ...options], { env: cleanEnvironment(), cwd: folder.path });
  return { code, stderr };
}

describe.each(final)('a server that ends calls with %s', (name, code, ours) => {
  const exitCode = ours === 'REQUEST_REFUSED' ? 2 : 3;
  const status = { code, details: detailsOf(name) };

  it.each(commands)(`makes octavo %s %s %s end with ${ours}`, async (...args) => {
    server = await startGrpcServer({ answer: (method) => (method === 'GetSystemInfo' ? undefined : status) });
    expectToEndWith(await octavo(args));
  });

  const whenConnecting = name === 'UNIMPLEMENTED' ? [] : [...withWorker, ['ls']];
  it.each([...whenConnecting, ['run', file]])(`makes octavo %s %s %s end so when it connects`, async (...args) => {
    server = await startGrpcServer({ answer: () => status });
    expectToEndWith(await octavo(args));
  });

  function expectToEndWith(ended: { readonly code: number; readonly stderr: string }): void {
    const place = `The Temporal server at ${server.address} \\(namespace orders\\)`;
    expect(ended).toEqual({ code: exitCode, stderr: expect.stringMatching(new RegExp(`^${ours}: ${place} `)) });
    expect(ended.stderr).not.toMatch(/defect|\n\s+at /);
  }
});
