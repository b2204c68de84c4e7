import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { refusalOf } from './reach.fixture';

describe('a server that does not support AUTH', () => {
  const sockets = new Set<Socket>();
  let server: Server;
  beforeAll(async () => {
    server = createServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      // Repeats the arguments, as Redis does.
      const answer = "-ERR unknown command 'auth', with args beginning with: 'user' 'open-sesame' \r\n";
      socket.on('data', (commands) => socket.write(answer.repeat(String(commands).match(/^\*/gm)?.length ?? 0)));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = (): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;

  it.each([
    ['node of a cluster', () => ({ url: `redis://user:open-sesame@${address()}`, cluster: true }) as const],
    [
      'sentinel',
      () => ({ sentinel: { addresses: [address()], master: 'main', username: 'user', password: 'open-sesame' } }),
    ],
  ])('as a %s is reported without the password that it repeats', async (_what, options) => {
    expect(await refusalOf(options())).toMatch(/^StoreUnavailableError: .*unknown command 'auth'$/);
  });
});
