import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { usersEnvironment } from './timed-program';

/** A running `octavo dev`. */
export interface DevProcess {
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts `octavo dev` on free ports; resolves when its worker is ready. @throws Error where it ends before */
export async function startDev(octavo: string, folder: string): Promise<DevProcess> {
  const [port, uiPort] = await findFreePorts();
  const args = [octavo, 'dev', '--memory', '--port', `${port}`, '--ui-port', `${uiPort}`];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: usersEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await untilReady(child);
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
  };
  return { address: `127.0.0.1:${port}`, stop };
}

async function untilReady(child: ChildProcess): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (output.includes('is ready')) resolve();
    });
    child.once('exit', () => reject(new Error(`octavo dev has ended:\n${output}`)));
  });
}

/** Two, open at the same time so that they differ. */
async function findFreePorts(): Promise<readonly number[]> {
  const servers = [createServer(), createServer()];
  const ports = await Promise.all(
    servers.map(async (server) => {
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : 0;
    }),
  );
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
