import { type AddressInfo, createServer } from 'node:net';
import { probeAddress } from './address';

const server = (address: string) => ({ address, namespace: 'orders', connectionOptions: { address } });

it.each(['127.0.0.1:1', '127.0.0.1:0'])(
  'an address without a listener is refused, with the reason: %s',
  async (address) => {
    await expect(probeAddress(server(address))).rejects.toMatchObject({
      ...{ name: 'TemporalServerError', code: 'SERVER_UNREACHABLE' },
      message: expect.stringMatching(
        `^The Temporal server at ${address} \\(namespace orders\\) does not answer: connect E[A-Z]+ 127[^ ]+.*\\. Check the address`,
      ),
    });
  },
);

it.each(['127.0.0.1', '::1'])('an address with a listener is not refused: %s', async (host) => {
  const listener = createServer((socket) => socket.destroy()).listen(0, host);
  const isThere = await new Promise((resolve) =>
    listener.once('listening', () => resolve(true)).once('error', resolve),
  );
  // Not every machine has IPv6.
  if (isThere !== true) return;
  const { port } = listener.address() as AddressInfo;
  await expect(probeAddress(server(`${host === '::1' ? '[::1]' : host}:${port}`))).resolves.toBeUndefined();
  listener.close();
});
